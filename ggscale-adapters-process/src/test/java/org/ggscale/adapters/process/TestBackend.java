package org.ggscale.adapters.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.testkit.EngineInstancesContract;
import org.ggscale.testkit.EngineWatchContract;

/** What the contracts have to know of child processes. */
record TestBackend(Path root, EngineInstances instances)
        implements EngineInstancesContract.Backend, EngineWatchContract.Backend {
    @Override
    public ImageRef image() {
        return new ImageRef.Command(Engines.plain());
    }

    @Override
    public ImageRef brokenImage() {
        return new ImageRef.Command(List.of("false"));
    }

    @Override
    public ImageRef foreignImage() {
        return ImageRef.parse("engine:1.0.0");
    }

    @Override
    public boolean answers(EngineEndpoint endpoint) {
        try {
            return Engines.call(endpoint, "/healthz").contains("200");
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void mark(EngineInstance instance) {
        try {
            Files.createFile(markOf(instance));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean isMarked(EngineInstance instance) {
        return Files.exists(markOf(instance));
    }

    private Path markOf(EngineInstance instance) {
        return root.resolve(instance.gameId().toString()).resolve("mark");
    }

    @Override
    public void crash(EngineInstance instance) {
        ProcessHandle.of(Long.parseLong(instance.id())).orElseThrow().destroyForcibly();
    }
}

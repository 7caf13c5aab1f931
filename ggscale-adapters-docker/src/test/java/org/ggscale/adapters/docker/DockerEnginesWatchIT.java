package org.ggscale.adapters.docker;

import java.nio.file.Path;
import org.ggscale.testkit.EngineWatchContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

@NeedsDocker
class DockerEnginesWatchIT implements EngineWatchContract {
    @TempDir
    Path root;

    private TestBackend backend;

    @BeforeEach
    void open() {
        backend = new TestBackend(root);
    }

    @AfterEach
    void close() {
        backend.close();
    }

    @Override
    public TestBackend backend() {
        return backend;
    }
}

package org.ggscale.adapters.process;

import java.io.IOException;
import java.nio.file.Path;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.testkit.EngineOutageContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Child processes are away once their node is closed. */
class ProcessEnginesOutageIT implements EngineOutageContract {
    @TempDir
    Path root;

    private ProcessEngines engines;

    @BeforeEach
    void open() throws IOException {
        engines = ProcessEngines.open(root);
    }

    @AfterEach
    void close() {
        engines.close();
    }

    @Override
    public Backend backend() {
        return new Backend() {
            @Override
            public EngineInstances instances() {
                return engines;
            }

            @Override
            public ImageRef image() {
                return new ImageRef.Command(Engines.plain());
            }

            @Override
            public void goAway() {
                engines.close();
            }
        };
    }
}

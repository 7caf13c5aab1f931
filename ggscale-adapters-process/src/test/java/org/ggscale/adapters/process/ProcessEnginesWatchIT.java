package org.ggscale.adapters.process;

import java.io.IOException;
import java.nio.file.Path;
import org.ggscale.testkit.EngineWatchContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class ProcessEnginesWatchIT implements EngineWatchContract {
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
        return new TestBackend(root, engines);
    }
}

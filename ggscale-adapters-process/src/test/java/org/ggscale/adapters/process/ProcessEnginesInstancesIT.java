package org.ggscale.adapters.process;

import java.io.IOException;
import java.nio.file.Path;
import org.ggscale.testkit.EngineInstancesContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class ProcessEnginesInstancesIT implements EngineInstancesContract {
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

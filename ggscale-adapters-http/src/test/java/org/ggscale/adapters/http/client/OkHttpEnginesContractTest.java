package org.ggscale.adapters.http.client;

import org.ggscale.testkit.EngineClientContract;
import org.ggscale.testkit.EngineDeadlinesContract;
import org.ggscale.testkit.EngineTransport;
import org.junit.jupiter.api.AfterEach;

class OkHttpEnginesContractTest implements EngineClientContract, EngineDeadlinesContract {
    private final HttpTransport transport = new HttpTransport();

    @AfterEach
    void close() {
        transport.close();
    }

    @Override
    public EngineTransport transport() {
        return transport;
    }
}

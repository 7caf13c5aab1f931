package org.ggscale.host;

import io.opentelemetry.api.OpenTelemetry;
import org.ggscale.testkit.EngineClientContract;
import org.ggscale.testkit.EngineTransport;
import org.ggscale.testkit.ScriptedNetwork;

class TracedEngineClientTest implements EngineClientContract {
    private final ScriptedNetwork network = new ScriptedNetwork();

    @Override
    public EngineTransport transport() {
        return network.through(
                new TracedEngineClient(network, OpenTelemetry.noop().getTracer("test")));
    }
}

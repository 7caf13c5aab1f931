package org.ggscale.adapters.micrometer;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.ggscale.testkit.EngineClientContract;
import org.ggscale.testkit.EngineTransport;
import org.ggscale.testkit.ScriptedNetwork;

class MeteredEngineClientTest implements EngineClientContract {
    private final ScriptedNetwork network = new ScriptedNetwork();

    @Override
    public EngineTransport transport() {
        return network.through(new MeteredEngineClient(network, new Meters(new SimpleMeterRegistry()), Clock.SYSTEM));
    }
}

package org.ggscale.testkit.twins;

import org.ggscale.core.engine.EngineCapability;
import org.ggscale.core.engine.EngineClient;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.engine.InProcessEngine;
import org.ggscale.core.turn.ThreadTicker;
import org.ggscale.core.turn.Ticker;
import org.ggscale.testkit.EngineCheckContract;
import org.ggscale.testkit.EngineClientContract;
import org.ggscale.testkit.EngineDeadlinesContract;
import org.ggscale.testkit.EngineInstancesContract;
import org.ggscale.testkit.EngineOutageContract;
import org.ggscale.testkit.EngineTransport;
import org.ggscale.testkit.EngineWatchContract;
import org.ggscale.testkit.InProcessEngineContract;
import org.ggscale.testkit.ScriptedBackend;
import org.ggscale.testkit.ScriptedGame;
import org.ggscale.testkit.ScriptedNetwork;
import org.ggscale.testkit.TickerContract;

/** The contracts of engines, on scripted ones that are broken as the run says. */
final class Engines {
    private Engines() {}

    /** Returns a scripted network that is called through a twin. */
    private static EngineTransport wire() {
        ScriptedNetwork network = new ScriptedNetwork();
        return network.through(Bite.<EngineClient>subject(network));
    }

    static class OfClient implements EngineClientContract {
        private final EngineTransport wire = wire();

        @Override
        public EngineTransport transport() {
            return wire;
        }
    }

    static class OfDeadlines implements EngineDeadlinesContract {
        private final EngineTransport wire = wire();

        @Override
        public EngineTransport transport() {
            return wire;
        }
    }

    static class OfInstances implements EngineInstancesContract {
        private final ScriptedBackend backend = new ScriptedBackend(Bite::<EngineInstances>subject);

        @Override
        public Backend backend() {
            return backend;
        }
    }

    static class OfWatch implements EngineWatchContract {
        private final ScriptedBackend backend = new ScriptedBackend(Bite::<EngineInstances>subject);

        @Override
        public Backend backend() {
            return backend;
        }
    }

    static class OfCheck implements EngineCheckContract {
        private final ScriptedBackend backend = new ScriptedBackend(Bite::<EngineInstances>subject);

        @Override
        public Backend backend() {
            return backend;
        }
    }

    static class OfOutage implements EngineOutageContract {
        private final ScriptedBackend backend = new ScriptedBackend(Bite::<EngineInstances>subject);

        @Override
        public Backend backend() {
            return backend;
        }
    }

    static class OfGame implements InProcessEngineContract {
        private final InProcessEngine engine =
                Bite.<InProcessEngine>subject(new ScriptedGame(EngineCapability.CONDITIONAL_TURN));

        @Override
        public InProcessEngine engine() {
            return engine;
        }
    }

    static class OfTicker implements TickerContract {
        private final Ticker ticker =
                Bite.<Ticker>subject(new ThreadTicker(Thread.ofVirtual().factory()));

        @Override
        public Ticker ticker() {
            return ticker;
        }
    }
}

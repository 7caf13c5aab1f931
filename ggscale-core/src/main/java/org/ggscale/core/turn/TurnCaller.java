package org.ggscale.core.turn;

import org.ggscale.core.UnavailableException;
import org.ggscale.core.engine.EngineClient;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineLanes;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.runtime.HostContext;
import org.ggscale.core.runtime.HostLife;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.Signal;

/** Sends the turn call of a record, once. */
final class TurnCaller {
    private final EngineClient engines;
    private final EngineLanes lanes;
    private final TurnTimeouts timeouts;
    private final HostContext host;

    TurnCaller(EngineClient engines, EngineLanes lanes, TurnTimeouts timeouts, HostContext host) {
        this.engines = engines;
        this.lanes = lanes;
        this.timeouts = timeouts;
        this.host = host;
    }

    /**
     * Calls the engine for the record's target and judges its reply.
     *
     * @throws InterruptedException when called back or cancelled before anything was sent
     * @throws UnavailableException when this host's life is over, and nothing was sent: it was frozen since the claim, or is
     *     cut off from the store, and an operator may have vouched for the game elsewhere
     */
    TurnVerdict call(RuntimeRecord record, Flights.Flight flight) throws InterruptedException {
        EngineEndpoint endpoint = record.engine().endpoint().orElseThrow();
        try (EngineLanes.Place place = lanes.enter(endpoint)) {
            requireAlive();
            if (!flight.send()) {
                throw new InterruptedException("called back before the turn was sent");
            }
            EngineReply reply = engines.turn(endpoint, record.key().gameId(), record.target() - 1, timeouts.of(record));
            TurnVerdict verdict = TurnVerdict.of(record, reply);
            if (verdict instanceof TurnVerdict.InDoubt doubt) {
                host.signal(new Signal.TurnInDoubt(record.key(), record.target(), doubt.reason()));
            }
            return verdict;
        }
    }

    private void requireAlive() {
        if (host.life().isOver()) {
            throw new UnavailableException(
                    "host",
                    "this host was not renewed for " + HostLife.LIFE.toSeconds() + " s, its turns are left to others",
                    new IllegalStateException("the owner's life is over"));
        }
    }
}

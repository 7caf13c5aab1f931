package org.ggscale.core.turn;

import java.util.function.Consumer;
import org.ggscale.core.engine.EngineClient;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineLanes;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.Signal;

/** Sends the turn call of a record, once. */
final class TurnCaller {
    private final EngineClient engines;
    private final EngineLanes lanes;
    private final TurnTimeouts timeouts;
    private final Consumer<Signal> signals;

    TurnCaller(EngineClient engines, EngineLanes lanes, TurnTimeouts timeouts, Consumer<Signal> signals) {
        this.engines = engines;
        this.lanes = lanes;
        this.timeouts = timeouts;
        this.signals = signals;
    }

    /**
     * Calls the engine for the record's target and judges its reply.
     *
     * @throws InterruptedException when called back or cancelled before anything was sent
     */
    TurnVerdict call(RuntimeRecord record, Flights.Flight flight) throws InterruptedException {
        EngineEndpoint endpoint = record.engine().endpoint().orElseThrow();
        try (EngineLanes.Place place = lanes.enter(endpoint)) {
            if (!flight.send()) {
                throw new InterruptedException("called back before the turn was sent");
            }
            EngineReply reply = engines.turn(endpoint, record.key().gameId(), record.target() - 1, timeouts.of(record));
            TurnVerdict verdict = TurnVerdict.of(record, reply);
            if (verdict instanceof TurnVerdict.InDoubt doubt) {
                signals.accept(new Signal.TurnInDoubt(record.key(), record.target(), doubt.reason()));
            }
            return verdict;
        }
    }
}

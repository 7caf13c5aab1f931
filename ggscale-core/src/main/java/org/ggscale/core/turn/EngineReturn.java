package org.ggscale.core.turn;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ggscale.core.engine.EngineClient;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.EngineState;
import org.ggscale.core.runtime.FailureCode;
import org.ggscale.core.runtime.HostContext;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecords;
import org.ggscale.core.runtime.RuntimeRecords.Change;
import org.ggscale.core.runtime.RuntimeStatus;

/** Brings a game back whose engine was unreachable: never straight to running while a turn is pending. */
final class EngineReturn {
    private final EngineClient engines;
    private final EngineRestarts restarts;
    private final TurnReconciler reconciler;
    private final TurnWriter writer;
    private final RuntimeRecords records;
    private final HostContext host;
    private final Duration callTimeout;

    EngineReturn(
            EngineClient engines,
            EngineRestarts restarts,
            TurnReconciler reconciler,
            TurnWriter writer,
            RuntimeRecords records,
            HostContext host,
            Duration callTimeout) {
        this.engines = engines;
        this.restarts = restarts;
        this.reconciler = reconciler;
        this.writer = writer;
        this.records = records;
        this.host = host;
        this.callTimeout = callTimeout;
    }

    /**
     * Asks an unreachable engine where its game stands, and starts it again when it has ended.
     *
     * @return whether it answered, so that the game has moved on
     */
    boolean ask(RuntimeRecord found, Flights.Flight flight) throws InterruptedException {
        Optional<RuntimeRecord> restarted = restarts.restartIfEnded(found);
        if (restarted.isEmpty()) {
            return false;
        }
        RuntimeRecord record = restarted.get();
        EngineReply reply = engines.status(
                record.engine().endpoint().orElseThrow(), record.key().gameId(), callTimeout);
        if (StatusVerdict.of(record.key(), reply) instanceof StatusVerdict.Stands(EngineState state)) {
            resume(record, state, flight);
            return true;
        }
        return false;
    }

    private void resume(RuntimeRecord record, EngineState state, Flights.Flight flight) throws InterruptedException {
        if (record.generation().isPresent()) {
            reconciler.reconcile(record, null, TurnSource.RECOVERY, flight);
        } else if (state.turn() != record.currentTurn()) {
            writer.park(
                    record,
                    FailureCode.ENGINE_TURN_SKEW,
                    "the engine came back at turn " + state.turn() + ", expected " + record.currentTurn(),
                    TurnSource.RECOVERY);
        } else if (state.finished()) {
            writer.finish(record, state, TurnSource.RECOVERY);
        } else {
            run(record, state);
        }
    }

    private void run(RuntimeRecord record, EngineState state) {
        Instant now = host.now();
        RuntimeRecord next = record.next(RuntimeStatus.RUNNING, now)
                .owner(null)
                .engine(record.engine().with(state.capabilities()).answered())
                .lastObservedAt(now)
                .build();
        records.replace(new Change(record, next, List.of(TurnEvents.snapshot(next, now)), Optional.empty()));
    }
}

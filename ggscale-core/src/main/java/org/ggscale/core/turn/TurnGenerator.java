package org.ggscale.core.turn;

import org.ggscale.core.UnavailableException;
import org.ggscale.core.engine.EngineState;
import org.ggscale.core.play.Rosters;
import org.ggscale.core.runtime.FailureCode;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeStatus;

/** Plays one claimed turn: send once, judge, commit, and reconcile when in doubt. */
final class TurnGenerator {
    private final TurnCaller caller;
    private final TurnReconciler reconciler;
    private final TurnWriter writer;
    private final TurnCompleter completer;
    private final Rosters rosters;

    TurnGenerator(
            TurnCaller caller, TurnReconciler reconciler, TurnWriter writer, TurnCompleter completer, Rosters rosters) {
        this.caller = caller;
        this.reconciler = reconciler;
        this.writer = writer;
        this.completer = completer;
        this.rosters = rosters;
    }

    /**
     * Plays the turn of a record that this process has just claimed.
     *
     * @throws InterruptedException when cancelled: the game is left to recovery
     * @throws UnavailableException when the store broke off: the game is left to recovery
     */
    TurnOutcome generate(RuntimeRecord claimed, TurnSource source, Flights.Flight flight) throws InterruptedException {
        completer.expect();
        try {
            rosters.of(claimed.key());
            return judge(claimed, caller.call(claimed, flight), source, flight);
        } catch (InterruptedException e) {
            if (!flight.calledBack()) {
                throw e;
            }
            return release(claimed);
        } finally {
            completer.settled();
        }
    }

    private TurnOutcome judge(RuntimeRecord claimed, TurnVerdict verdict, TurnSource source, Flights.Flight flight)
            throws InterruptedException {
        return switch (verdict) {
            case TurnVerdict.Played(EngineState state, TurnRow.Outcome outcome) ->
                writer.commit(claimed, state, outcome, source);
            case TurnVerdict.Failed(String reason) ->
                writer.park(claimed, FailureCode.ENGINE_VALIDATION_ERROR, reason, source);
            case TurnVerdict.InDoubt doubt -> reconciler.reconcile(claimed, doubt, source, flight);
        };
    }

    /** Nothing was sent: the claim goes back as if it had never been made, one epoch later. */
    private TurnOutcome release(RuntimeRecord claimed) {
        writer.step(
                claimed, next -> next.status(RuntimeStatus.RUNNING).owner(null).generation(null));
        return new TurnOutcome.Fenced();
    }
}

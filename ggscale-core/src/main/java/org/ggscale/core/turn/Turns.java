package org.ggscale.core.turn;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ggscale.core.Page;
import org.ggscale.core.Port;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.OwnerId;
import org.ggscale.core.runtime.RuntimeRecord;

/** Claims, commits and remembers turns, many games per call. */
@Port
public interface Turns {
    /**
     * Claims games that are due: {@code running}, not paused, of this node or external, longest due first.
     *
     * <p>Atomic per game, whatever other hosts do: no game is claimed twice. A claimed game is
     * {@code generation_in_progress}, one epoch later, owned by the caller, its target the next turn, with one attempt,
     * trigger {@code schedule} and the due time as scheduled time. A due game with the skip flag is not claimed but
     * returned as it is.
     *
     * @param limit of claimed and skipping games together
     */
    Claims claimDue(OwnerId owner, NodeId node, int limit);

    /**
     * Uses up the skip flag of games without a turn: clears it and sets the next time, one epoch later; games whose epoch
     * has changed are left alone.
     */
    void skip(List<Skip> skips);

    /**
     * Commits turns: each if and only if its game still has the turn's epoch and owner. A committed turn stores the new
     * state without raising the epoch, its row in the history, its events and its operation, all in one transaction. The
     * new state has no owner, no generation and no last failure; it was observed, and if finished ended, when the row says,
     * and has changed now, by the store's time.
     *
     * @param completions no game twice
     * @return the games whose turns were committed; the others are fenced: somebody else has them
     * @throws org.ggscale.core.RejectedException when the store refuses one of them; then none was committed
     */
    Set<GameKey> complete(List<Completion> completions);

    /**
     * Finds games whose work nobody does: {@code generation_in_progress} or {@code starting} of an owner that is no longer
     * alive, or of the caller itself without being held; {@code generation_in_progress} of a living owner that has not
     * moved for its turn timeout and the grace; and {@code engine_unreachable}. Only games of this node or external
     * ones; and, of lost nodes, those that are {@code running}, {@code generation_in_progress} or
     * {@code generation_failed}. Longest unchanged first. A node is lost when it had owners and the last of them has
     * been dead for a while.
     */
    List<RuntimeRecord> recoverable(Scan scan);

    /** Lists the turns of a game, newest first; turn 0 is not among them. */
    Page<TurnRow> history(GameKey key, Page.Request page);

    /** Finds one turn of the history. */
    Optional<TurnRow> find(GameKey key, long turn);

    /**
     * What a claim found.
     *
     * @param now the store's time of the claim
     * @param claimed to be played now
     * @param skipping due, but with the skip flag
     * @param nextDue when the next game of this node or external one is due, those returned here aside
     */
    record Claims(Instant now, List<RuntimeRecord> claimed, List<RuntimeRecord> skipping, Optional<Instant> nextDue) {
        /** Copies the lists. */
        public Claims {
            claimed = List.copyOf(claimed);
            skipping = List.copyOf(skipping);
        }
    }

    /**
     * A tick that is used up without a turn.
     *
     * @param epoch the game's epoch as it was read
     * @param missed how many due instants count as missed
     */
    record Skip(GameKey key, long epoch, Optional<Instant> nextGenerationAt, long missed) {}

    /**
     * Where to look for abandoned work.
     *
     * @param self the caller; its own games count as abandoned too, unless held, once unchanged for {@code grace}
     * @param held games the caller is working on now; they are not found
     * @param turnTimeout of engine versions that do not set their own
     * @param grace added to the turn timeout before a living owner's game is taken over
     * @param nodeGrace how long the last owner of a node has been dead when the node is lost
     */
    record Scan(
            OwnerId self,
            NodeId node,
            Set<GameKey> held,
            Duration turnTimeout,
            Duration grace,
            Duration nodeGrace,
            int limit) {
        /** Copies the set. */
        public Scan {
            held = Set.copyOf(held);
        }
    }
}

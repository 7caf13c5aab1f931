package org.ggscale.bench.chaos;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the platform says about a stopped game.
 *
 * @param pending the turn that was in flight when it was stopped; empty when none was
 * @param listed the turns of its history that were committed or adopted
 * @param told the games and turns of its events, in order
 */
record Account(UUID game, long currentTurn, Optional<Long> pending, List<Long> listed, List<Told> told) {
    /** Copies the lists. */
    Account {
        listed = List.copyOf(listed);
        told = List.copyOf(told);
    }

    /** Returns the last turn that its engine may have executed. */
    long last() {
        return Math.max(currentTurn, pending.orElse(0L));
    }

    /** One event. */
    record Told(UUID game, long turn) {}
}

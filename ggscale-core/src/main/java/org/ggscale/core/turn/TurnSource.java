package org.ggscale.core.turn;

import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.ggscale.core.runtime.OperationEntry;
import org.ggscale.core.runtime.OperationEntry.Operation;
import org.ggscale.core.runtime.OperationEntry.Source;
import org.ggscale.core.runtime.RuntimeRecord;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf a turn is worked on, for the operation log.
 *
 * @param forced the operator's entry that was written when the turn was forced; null for the schedule and recovery
 */
record TurnSource(Source source, @Nullable OperationEntry forced) {
    static final TurnSource SCHEDULE = new TurnSource(Source.SCHEDULE, null);
    static final TurnSource RECOVERY = new TurnSource(Source.RECOVERY, null);

    static TurnSource forced(OperationEntry entry) {
        return new TurnSource(Source.API, entry);
    }

    /** Returns the entry that is finished with the outcome. */
    OperationEntry operation(RuntimeRecord record, Supplier<UUID> ids) {
        if (forced != null) {
            return forced;
        }
        return OperationEntry.started(
                ids.get(),
                record.key(),
                Operation.TURN,
                source,
                record.generation().map(g -> g.startedAt()).orElse(record.updatedAt()),
                Map.of("turn", record.generation().map(g -> g.target()).orElse(record.currentTurn())));
    }
}

package org.ggscale.core.runtime;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.OperationEntry.Operation;
import org.ggscale.core.runtime.OperationEntry.Source;
import org.ggscale.core.runtime.RuntimeRecords.Pausing;

/**
 * Pauses games, and lets them go on: a flag beside the status, which any host may set.
 *
 * <p>A paused game is not claimed and takes no player's calls. A turn that was claimed before ends, and the next time stays:
 * what was due meanwhile becomes one turn when the game goes on.
 */
public final class Pauser {
    private final RuntimeRecords records;
    private final HostContext host;

    /** Creates a pauser. */
    public Pauser(RuntimeRecords records, HostContext host) {
        this.records = records;
        this.host = host;
    }

    /** Pauses a game; on a paused one nothing is changed or logged. */
    public Pause pause(GameKey key) {
        return flag(key, true, Operation.PAUSE);
    }

    /** Lets a game go on; on one that is not paused nothing is changed or logged. */
    public Pause resume(GameKey key) {
        return flag(key, false, Operation.RESUME);
    }

    private Pause flag(GameKey key, boolean paused, Operation operation) {
        Instant now = host.now();
        OperationEntry entry = OperationEntry.started(host.ids().get(), key, operation, Source.API, now, Map.of())
                .succeeded(now);
        return switch (records.pause(key, paused, entry)) {
            case Pausing.Changed(RuntimeRecord current) -> new Pause.Flagged(current);
            case Pausing.Unchanged(Optional<RuntimeRecord> current) ->
                current.map(Pauser::unchanged).orElseGet(Pause.NotFound::new);
        };
    }

    private static Pause unchanged(RuntimeRecord record) {
        return record.status() == RuntimeStatus.FINISHED
                ? new Pause.Conflict(record, "the game has finished")
                : new Pause.Flagged(record);
    }
}

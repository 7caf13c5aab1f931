package org.ggscale.core.runtime;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.ggscale.core.engine.BanishReply;
import org.ggscale.core.engine.EngineClient;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.game.RaceName;
import org.ggscale.core.runtime.OperationEntry.Operation;
import org.ggscale.core.runtime.OperationEntry.Source;

/** Takes races out of games: the engine is told, once; what that means is its own rule, and memberships stay as they are. */
public final class Banisher {
    private final RuntimeRecords records;
    private final PlayerMappings mappings;
    private final OperationLog log;
    private final EngineClient engines;
    private final HostContext host;
    private final Duration timeout;

    /**
     * Creates a banisher.
     *
     * @param timeout of the whole call
     */
    public Banisher(
            RuntimeRecords records,
            PlayerMappings mappings,
            OperationLog log,
            EngineClient engines,
            HostContext host,
            Duration timeout) {
        this.records = records;
        this.mappings = mappings;
        this.log = log;
        this.engines = engines;
        this.host = host;
        this.timeout = timeout;
    }

    /** Takes a race out of a running game, paused or not. */
    public Banishment banish(GameKey key, RaceName race) {
        Optional<RuntimeRecord> found = records.find(key);
        if (found.isEmpty()) {
            return new Banishment.NotFound();
        }
        if (mappings.find(key).stream()
                .noneMatch(mapping -> mapping.member().raceName().equals(race))) {
            return new Banishment.NoSuchRace();
        }
        return refusal(found.get()).orElseGet(() -> call(found.get(), race));
    }

    private Optional<Banishment> refusal(RuntimeRecord record) {
        Optional<NodeId> elsewhere = record.engine().node().filter(node -> !node.equals(host.node()));
        if (elsewhere.isPresent()) {
            return Optional.of(new Banishment.OtherNode(elsewhere.get().value()));
        }
        return switch (record.status()) {
            case RUNNING -> Optional.empty();
            case GENERATION_IN_PROGRESS -> Optional.of(new Banishment.TurnAlreadyClosed());
            case STARTING, GENERATION_FAILED, STOPPED, ENGINE_UNREACHABLE, FINISHED ->
                Optional.of(new Banishment.NotRunning(record.status()));
        };
    }

    private Banishment call(RuntimeRecord record, RaceName race) {
        OperationEntry entry = OperationEntry.started(
                host.ids().get(),
                record.key(),
                Operation.BANISH,
                Source.API,
                host.now(),
                Map.of("race_name", race.value()));
        log.write(entry);
        BanishReply reply = engines.banish(
                record.engine().endpoint().orElseThrow(), record.key().gameId(), race, timeout);
        return switch (reply) {
            case BanishReply.Banished() -> {
                log.write(entry.succeeded(host.now()));
                yield new Banishment.Banished();
            }
            case BanishReply.Refused(int status, String detail)
            when EngineReply.UNDECIDED.contains(status) -> inDoubt(entry, "the engine answered " + status);
            case BanishReply.Refused(int status, String detail) -> {
                String reason = "the engine refused with " + status;
                log.write(entry.failed(host.now(), FailureCode.ENGINE_VALIDATION_ERROR, reason));
                yield new Banishment.EngineRefused(reason, detail);
            }
            case BanishReply.InDoubt(String reason) -> inDoubt(entry, reason);
        };
    }

    private Banishment inDoubt(OperationEntry entry, String reason) {
        log.write(entry.failed(host.now(), FailureCode.ENGINE_UNREACHABLE, reason));
        return new Banishment.InDoubt(reason);
    }
}

package org.ggscale.core.runtime;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ggscale.core.Page;
import org.ggscale.core.Port;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.tenant.TenantId;

/**
 * The runtime records.
 *
 * <p>Every change is an atomic compare-and-set: of two concurrent callers one wins and the other learns what is stored.
 */
@Port
public interface RuntimeRecords {
    /** Stores a record if and only if the tenant has none of this game, in whatever status. */
    Creation create(RuntimeRecord record);

    /** Finds a game's record. */
    Optional<RuntimeRecord> find(GameKey key);

    /** Lists a tenant's records by ascending game id, all or those of one status. */
    Page<RuntimeRecord> list(TenantId tenant, Optional<RuntimeStatus> status, Page.Request page);

    /**
     * Stores the next state of a record, its events and its operation log entry atomically, if and only if the stored
     * record still has the expected epoch and owner; an absent owner is compared like any other. Mappings, memberships and
     * turns of the game stay. The flag {@code paused} stays as it is stored. A change of the health leaves its
     * {@linkplain Change#healthSnapshot() snapshot} in {@link HealthSnapshots}.
     */
    Replacement replace(Change change);

    /**
     * Sets or clears the flag {@code paused} and writes the operation log entry atomically, if and only if the game has not
     * finished and the flag is the other way.
     *
     * <p>The flag stands beside the status. A game that somebody may be working on ({@code starting}, {@code
     * generation_in_progress}, {@code engine_unreachable}) keeps its epoch and the time of its last change, so that the
     * work goes on; any other goes one epoch later and has changed now, by the store's time, so that whoever has read it
     * before claims nothing.
     */
    Pausing pause(GameKey key, boolean paused, OperationEntry operation);

    /**
     * Removes a record with its mappings and memberships, and appends the events in this order, atomically, if and only if
     * the stored one still has this epoch and owner; its operation log, snapshots and earlier events stay. Only
     * registrations are undone like that, so the game has no turns.
     *
     * @return whether it was removed
     */
    boolean remove(RuntimeRecord expected, List<RuntimeEvent> events);

    /** Removes a record, and nobody is told. */
    default boolean remove(RuntimeRecord expected) {
        return remove(expected, List.of());
    }

    /**
     * Lists the records of all tenants whose engines this node runs, by ascending game id: managed, neither stopped nor
     * finished.
     *
     * @param gameId only the records of this game
     */
    Page<RuntimeRecord> managed(NodeId node, Optional<GameId> gameId, Page.Request page);

    /**
     * Lists, by ascending game id and tenant, where the engines are recorded to be that a node runs: of all tenants'
     * records that are managed, neither stopped nor finished.
     *
     * @param after the last one seen, which may have gone since; empty from the first one on
     * @param limit how many at most, 1 or more
     */
    List<Placement> placements(NodeId node, Optional<GameKey> after, int limit);

    /**
     * Finds where the engines of these games are recorded to be, whatever their tenant, node and status, in any order.
     *
     * @param games possibly none; one that is named twice may be found twice
     */
    List<Placement> placements(Collection<GameId> games);

    /** Counts the records of all tenants by status; a status that no record has is left out. It reads them all. */
    Map<RuntimeStatus, Long> countByStatus();

    /** How a creation ended. */
    sealed interface Creation {
        /** The record is stored. */
        record Created() implements Creation {}

        /** Nothing was stored: the game is registered. */
        record AlreadyExists(RuntimeRecord current) implements Creation {}
    }

    /**
     * One transition.
     *
     * @param expected the record as it was read; its epoch and owner are compared
     * @param next the record to store, exactly one epoch later; its flag {@code paused} is not looked at
     * @param events appended in this order
     * @param operation written to the operation log
     * @param seen what was seen of the engine; kept with a change of its health
     */
    record Change(
            RuntimeRecord expected,
            RuntimeRecord next,
            List<RuntimeEvent> events,
            Optional<OperationEntry> operation,
            String seen) {
        /** Copies the events and refuses a change that does not raise the epoch by one, or changes the game. */
        public Change {
            events = List.copyOf(events);
            if (next.epoch() != expected.epoch() + 1 || !next.key().equals(expected.key())) {
                throw new IllegalArgumentException("a transition of " + expected.key() + " goes from epoch "
                        + expected.epoch() + " to the next, not to " + next.epoch() + " of " + next.key());
            }
        }

        /** A transition in which a new failure of the game, if there is one, says what was seen of the engine. */
        public Change(
                RuntimeRecord expected,
                RuntimeRecord next,
                List<RuntimeEvent> events,
                Optional<OperationEntry> operation) {
            this(expected, next, events, operation, newFailure(expected, next));
        }

        private static String newFailure(RuntimeRecord expected, RuntimeRecord next) {
            return next.lastFailure().equals(expected.lastFailure())
                    ? ""
                    : next.lastFailure().map(Failure::message).orElse("");
        }

        /** A transition without events or operation. */
        public static Change of(RuntimeRecord expected, RuntimeRecord next) {
            return new Change(expected, next, List.of(), Optional.empty());
        }

        /** Returns what is to be remembered of the engine's health: empty when it stays as it was. */
        public Optional<HealthSnapshot> healthSnapshot() {
            EngineHealth before = expected.engine().health();
            EngineHealth after = next.engine().health();
            return before == after
                    ? Optional.empty()
                    : Optional.of(new HealthSnapshot(
                            next.key(), next.updatedAt(), after, before, seen, next.status(), next.currentTurn()));
        }
    }

    /** How a transition ended. */
    sealed interface Replacement {
        /** The next state is stored. */
        record Replaced(RuntimeRecord current) implements Replacement {}

        /** Nothing was stored; somebody else was faster. */
        record Lost(Optional<RuntimeRecord> current) implements Replacement {}
    }

    /** How setting or clearing the flag ended. */
    sealed interface Pausing {
        /** The flag is stored. */
        record Changed(RuntimeRecord current) implements Pausing {}

        /** Nothing was stored: the game has finished, the flag is like that already, or there is no such game. */
        record Unchanged(Optional<RuntimeRecord> current) implements Pausing {}
    }
}

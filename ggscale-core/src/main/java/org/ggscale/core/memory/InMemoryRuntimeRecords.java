package org.ggscale.core.memory;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ggscale.core.Page;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.OperationEntry;
import org.ggscale.core.runtime.Placement;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecordBuilder;
import org.ggscale.core.runtime.RuntimeRecords;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.tenant.TenantId;

/** Records that change by compare-and-set of epoch and owner. */
final class InMemoryRuntimeRecords implements RuntimeRecords {
    private final Tables tables;

    InMemoryRuntimeRecords(Tables tables) {
        this.tables = tables;
    }

    @Override
    public Creation create(RuntimeRecord record) {
        return tables.transact(() -> {
            Optional<RuntimeRecord> current = tables.records.find(record.key());
            if (current.isPresent()) {
                return new Creation.AlreadyExists(current.get());
            }
            tables.records.put(record);
            return new Creation.Created();
        });
    }

    @Override
    public Optional<RuntimeRecord> find(GameKey key) {
        return tables.transact(() -> tables.records.find(key));
    }

    @Override
    public Page<RuntimeRecord> list(TenantId tenant, Optional<RuntimeStatus> status, Page.Request page) {
        Optional<GameKey> position = Pages.position(page, text -> new GameKey(tenant, GameId.parse(text)));
        return tables.transact(() -> {
            Stream<RuntimeRecord> rest = tables.records
                    .after(position)
                    .filter(record -> record.key().tenant().equals(tenant))
                    .filter(record -> status.map(record.status()::equals).orElse(true));
            return Pages.cut(rest, page.limit(), record -> record.key().gameId().toString());
        });
    }

    @Override
    public Replacement replace(Change change) {
        return tables.transact(() -> {
            Optional<RuntimeRecord> current = tables.records.find(change.next().key());
            if (!holds(current, change.expected())) {
                return new Replacement.Lost(current);
            }
            RuntimeRecord next =
                    change.next().copy().paused(current.get().paused()).build();
            tables.records.put(next);
            tables.events.append(next.key().tenant(), change.events(), tables.now());
            change.operation().ifPresent(tables.operations::put);
            change.healthSnapshot().ifPresent(tables.health::append);
            return new Replacement.Replaced(next);
        });
    }

    @Override
    public Pausing pause(GameKey key, boolean paused, OperationEntry operation) {
        return tables.transact(() -> {
            Optional<RuntimeRecord> current = tables.records.find(key);
            if (current.filter(record -> record.status() != RuntimeStatus.FINISHED && record.paused() != paused)
                    .isEmpty()) {
                return new Pausing.Unchanged(current);
            }
            RuntimeRecord next = flagged(current.get(), paused);
            tables.records.put(next);
            tables.operations.put(operation);
            return new Pausing.Changed(next);
        });
    }

    private RuntimeRecord flagged(RuntimeRecord record, boolean paused) {
        RuntimeRecordBuilder next =
                RecordTable.isUnsettled(record) ? record.copy() : record.next(record.status(), tables.now());
        return next.paused(paused).build();
    }

    @Override
    public Map<RuntimeStatus, Long> countByStatus() {
        return tables.transact(() -> tables.records
                .after(Optional.empty())
                .collect(Collectors.groupingBy(RuntimeRecord::status, Collectors.counting())));
    }

    @Override
    public boolean remove(RuntimeRecord expected, List<RuntimeEvent> events) {
        return tables.transact(() -> {
            GameKey key = expected.key();
            if (!holds(tables.records.find(key), expected)) {
                return false;
            }
            tables.records.remove(key);
            tables.mappings.remove(key);
            tables.memberships.remove(key);
            tables.turns.remove(key);
            tables.events.append(key.tenant(), events, tables.now());
            return true;
        });
    }

    @Override
    public Page<RuntimeRecord> managed(NodeId node, Optional<GameId> gameId, Page.Request page) {
        Optional<GameKey> position = Pages.position(page, InMemoryRuntimeRecords::parseKey);
        return tables.transact(() -> {
            Stream<RuntimeRecord> rest = tables.records
                    .after(position)
                    .filter(record -> record.engine().node().equals(Optional.of(node)))
                    .filter(record -> !isOver(record.status()))
                    .filter(record -> gameId.map(record.key().gameId()::equals).orElse(true));
            return Pages.cut(rest, page.limit(), record -> record.key().toString());
        });
    }

    @Override
    public List<Placement> placements(NodeId node, Optional<GameKey> after, int limit) {
        return tables.transact(() -> tables.records
                .after(after)
                .filter(record -> record.engine().node().equals(Optional.of(node)))
                .filter(record -> !isOver(record.status()))
                .limit(limit)
                .map(Placement::of)
                .toList());
    }

    @Override
    public List<Placement> placements(Collection<GameId> games) {
        Set<GameId> wanted = Set.copyOf(games);
        return tables.transact(() -> tables.records
                .after(Optional.empty())
                .filter(record -> wanted.contains(record.key().gameId()))
                .map(Placement::of)
                .toList());
    }

    private static boolean holds(Optional<RuntimeRecord> current, RuntimeRecord expected) {
        return current.filter(record ->
                        record.epoch() == expected.epoch() && record.owner().equals(expected.owner()))
                .isPresent();
    }

    static boolean isOver(RuntimeStatus status) {
        return status == RuntimeStatus.STOPPED || status == RuntimeStatus.FINISHED;
    }

    private static GameKey parseKey(String text) {
        int slash = text.indexOf('/');
        if (slash < 1) {
            throw new IllegalArgumentException("no tenant");
        }
        return new GameKey(
                new TenantId(Long.parseLong(text.substring(0, slash))), GameId.parse(text.substring(slash + 1)));
    }
}

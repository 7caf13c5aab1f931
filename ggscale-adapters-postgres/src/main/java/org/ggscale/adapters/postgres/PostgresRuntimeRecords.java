package org.ggscale.adapters.postgres;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ggscale.core.Page;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.OperationEntry;
import org.ggscale.core.runtime.OwnerId;
import org.ggscale.core.runtime.Placement;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecords;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.tenant.TenantId;

/** Records whose epoch and owner are compared in the statement that changes them. */
final class PostgresRuntimeRecords implements RuntimeRecords {
    private static final Statement CREATE =
            new Statement("records.create", """
            insert into ${schema}.runtime_records (%s) values (%s)
            on conflict (tenant_id, game_id) do nothing
            returning game_id
            """.formatted(RecordRow.COLUMNS, RecordRow.PARAMETERS));

    private static final Statement FIND = new Statement("records.find", """
            select * from ${schema}.runtime_records where tenant_id = :tenant_id and game_id = :game_id
            """);

    private static final Statement REPLACE = new Statement("records.replace", """
            with changed as (
                update ${schema}.runtime_records set (%s) = row (%s)
                where tenant_id = :tenant_id and game_id = :game_id
                    and epoch = :expected_epoch and owner is not distinct from :expected_owner
                returning *, 1::bigint as n
            ), logged as (%s), told as (%s), remembered as (%s)
            select * from changed
            """.formatted(
                    RecordRow.COLUMNS,
                    RecordRow.TRANSITION,
                    OperationRow.WRITE_CHANGED,
                    EventRow.APPEND_CHANGED,
                    HealthRow.REMEMBER_CHANGED));

    private static final Statement PAUSE = new Statement("records.pause", """
            with changed as (
                update ${schema}.runtime_records r set
                    paused = :paused,
                    epoch = case when %1$s then r.epoch else r.epoch + 1 end,
                    updated_at = case when %1$s then r.updated_at else now() end
                where tenant_id = :tenant_id and game_id = :game_id and status <> 'finished' and paused <> :paused
                returning *, 1::bigint as n
            ), logged as (%2$s)
            select * from changed
            """.formatted(
            "r.status in ('starting', 'generation_in_progress', 'engine_unreachable')", OperationRow.WRITE_CHANGED));

    private static final Statement REMOVE = new Statement("records.remove", """
            with changed as (
                delete from ${schema}.runtime_records
                where tenant_id = :tenant_id and game_id = :game_id
                    and epoch = :expected_epoch and owner is not distinct from :expected_owner
                returning tenant_id, game_id, 1::bigint as n
            ), forgotten as (
                delete from ${schema}.game_turns t using changed r
                where t.tenant_id = r.tenant_id and t.game_id = r.game_id
            ), told as (%s)
            select game_id from changed
            """.formatted(EventRow.APPEND_CHANGED));

    private static final String LIST = """
            select * from ${schema}.runtime_records
            where tenant_id = :tenant_id and game_id > :after %s
            order by game_id limit :limit
            """;
    private static final Statement LIST_ALL = new Statement("records.list", LIST.formatted(""));
    /** The status is a literal: only that matches a partial index. */
    private static final Map<RuntimeStatus, Statement> LIST_BY_STATUS = Arrays.stream(RuntimeStatus.values())
            .collect(Collectors.toMap(status -> status, PostgresRuntimeRecords::listOf));

    private static final Statement MANAGED = new Statement("records.managed", """
            select * from ${schema}.runtime_records
            where engine_node = :node and status not in ('stopped', 'finished')
                and (game_id, tenant_id) > (:after_game, :after_tenant)
            order by game_id, tenant_id limit :limit
            """);
    private static final Statement MANAGED_GAME = new Statement("records.managed_game", """
            select * from ${schema}.runtime_records
            where engine_node = :node and status not in ('stopped', 'finished')
                and game_id = :game and tenant_id > :after_tenant
            order by tenant_id limit :limit
            """);

    private static final String PLACEMENT = """
            select tenant_id, game_id, status, engine_node, instance_token, current_container_id, engine_endpoint,
                finished_at
            from ${schema}.runtime_records
            """;
    static final Statement PLACED = new Statement("records.placed", PLACEMENT + """
            where engine_node = :node and status not in ('stopped', 'finished')
                and (game_id, tenant_id) > (:after_game, :after_tenant)
            order by game_id, tenant_id limit :limit
            """);
    static final Statement PLACED_GAMES = new Statement("records.placed_games", PLACEMENT + """
            where game_id = any (:game)
            """);

    private static final Statement COUNT = new Statement("records.count", """
            select status, count(*) as n from ${schema}.runtime_records group by status
            """);

    private static final UUID NIL = new UUID(0, 0);

    private final Gateway requests;
    private final Gateway workers;

    PostgresRuntimeRecords(Gateway requests, Gateway workers) {
        this.requests = requests;
        this.workers = workers;
    }

    @Override
    public Creation create(RuntimeRecord record) {
        TenantId tenant = record.key().tenant();
        while (true) {
            boolean created = !requests.query(
                            tenant, CREATE, all -> RecordRow.bindNew(all, record), (row, context) -> true)
                    .isEmpty();
            if (created) {
                return new Creation.Created();
            }
            Optional<RuntimeRecord> current = find(record.key());
            if (current.isPresent()) {
                return new Creation.AlreadyExists(current.get());
            }
            // Removed in between: the place is free again.
        }
    }

    @Override
    public Optional<RuntimeRecord> find(GameKey key) {
        return requests.query(key.tenant(), FIND, all -> bind(all, key), RecordRow::read).stream()
                .findFirst();
    }

    @Override
    public Page<RuntimeRecord> list(TenantId tenant, Optional<RuntimeStatus> status, Page.Request page) {
        UUID after = Rows.position(page, GameId::parse).map(GameId::value).orElse(NIL);
        List<RuntimeRecord> rows = requests.query(
                tenant,
                status.map(wanted -> LIST_BY_STATUS.get(wanted)).orElse(LIST_ALL),
                all -> all.number("tenant_id", tenant.value())
                        .uuid("after", after)
                        .number("limit", page.limit() + 1L),
                RecordRow::read);
        return Rows.page(rows, page, record -> record.key().gameId().toString());
    }

    @Override
    public Replacement replace(Change change) {
        GameKey key = change.next().key();
        Optional<RuntimeRecord> stored = requests
                .query(
                        key.tenant(),
                        REPLACE,
                        all -> {
                            RecordRow.bind(all, change.next());
                            bindExpected(all, change.expected());
                            OperationRow.bind(all, change.operation().stream().toList());
                            EventRow.bind(all, List.of(change.events()));
                            HealthRow.bind(all, change.healthSnapshot());
                        },
                        RecordRow::read)
                .stream()
                .findFirst();
        // A statement of its own, because the one that lost looked at the time before the winner.
        return stored.<Replacement>map(Replacement.Replaced::new).orElseGet(() -> new Replacement.Lost(find(key)));
    }

    @Override
    public Pausing pause(GameKey key, boolean paused, OperationEntry operation) {
        Optional<RuntimeRecord> stored = requests
                .query(
                        key.tenant(),
                        PAUSE,
                        all -> {
                            bind(all, key);
                            all.truth("paused", paused);
                            OperationRow.bind(all, List.of(operation));
                        },
                        RecordRow::read)
                .stream()
                .findFirst();
        return stored.<Pausing>map(Pausing.Changed::new).orElseGet(() -> new Pausing.Unchanged(find(key)));
    }

    @Override
    public Map<RuntimeStatus, Long> countByStatus() {
        return workers
                .query(
                        COUNT,
                        all -> {},
                        (row, context) -> Map.entry(RuntimeStatus.parse(row.getString("status")), row.getLong("n")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public boolean remove(RuntimeRecord expected, List<RuntimeEvent> events) {
        GameKey key = expected.key();
        return !requests.query(
                        key.tenant(),
                        REMOVE,
                        all -> {
                            bind(all, key);
                            bindExpected(all, expected);
                            EventRow.bind(all, List.of(events));
                        },
                        (row, context) -> true)
                .isEmpty();
    }

    @Override
    public Page<RuntimeRecord> managed(NodeId node, Optional<GameId> gameId, Page.Request page) {
        Optional<GameKey> after = Rows.position(page, PostgresRuntimeRecords::parseKey);
        List<RuntimeRecord> rows = workers.query(
                gameId.isPresent() ? MANAGED_GAME : MANAGED,
                all -> {
                    all.text("node", node.value())
                            .number(
                                    "after_tenant",
                                    after.map(key -> key.tenant().value()).orElse(0L))
                            .number("limit", page.limit() + 1L);
                    gameId.ifPresentOrElse(
                            game -> all.uuid("game", game.value()),
                            () -> all.uuid(
                                    "after_game",
                                    after.map(key -> key.gameId().value()).orElse(NIL)));
                },
                RecordRow::read);
        return Rows.page(rows, page, record -> record.key().toString());
    }

    @Override
    public List<Placement> placements(NodeId node, Optional<GameKey> after, int limit) {
        return workers.query(
                PLACED,
                all -> all.text("node", node.value())
                        .uuid(
                                "after_game",
                                after.map(key -> key.gameId().value()).orElse(NIL))
                        .number(
                                "after_tenant",
                                after.map(key -> key.tenant().value()).orElse(0L))
                        .number("limit", limit),
                RecordRow::placement);
    }

    @Override
    public List<Placement> placements(Collection<GameId> games) {
        return workers.query(
                PLACED_GAMES, all -> all.column("game", "uuid", games, GameId::value), RecordRow::placement);
    }

    private static Statement listOf(RuntimeStatus status) {
        String name = status.wireName();
        return new Statement("records.list_" + name, LIST.formatted("and status = '" + name + "'"));
    }

    static GameKey parseKey(String text) {
        int slash = text.indexOf('/');
        if (slash < 1) {
            throw new IllegalArgumentException("no tenant");
        }
        return new GameKey(
                new TenantId(Long.parseLong(text.substring(0, slash))), GameId.parse(text.substring(slash + 1)));
    }

    private static void bind(Parameters parameters, GameKey key) {
        parameters
                .number("tenant_id", key.tenant().value())
                .uuid("game_id", key.gameId().value());
    }

    private static void bindExpected(Parameters parameters, RuntimeRecord expected) {
        parameters
                .number("expected_epoch", expected.epoch())
                .uuid("expected_owner", expected.owner().map(OwnerId::value));
    }
}

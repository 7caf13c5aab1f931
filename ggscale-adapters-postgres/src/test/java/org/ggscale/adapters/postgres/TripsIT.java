package org.ggscale.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ggscale.core.GgScale;
import org.ggscale.core.Page;
import org.ggscale.core.Storage;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.engine.EngineVersions;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.UserId;
import org.ggscale.core.play.Membership;
import org.ggscale.core.runtime.OwnerId;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeEvents.Query;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecords.Change;
import org.ggscale.core.tenant.Tenant;
import org.ggscale.core.turn.Completion;
import org.ggscale.core.turn.Turns;
import org.ggscale.testkit.Failpoints;
import org.ggscale.testkit.FaultyEngineClient;
import org.ggscale.testkit.Fixtures;
import org.ggscale.testkit.ManualClock;
import org.ggscale.testkit.ManualTicker;
import org.ggscale.testkit.Records;
import org.ggscale.testkit.ScriptedGame;
import org.ggscale.testkit.ScriptedInstances;
import org.ggscale.testkit.ScriptedNetwork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A call is one trip, however many games it is about and whatever login it uses. */
class TripsIT {
    private static final int BATCH = 500;

    private static final HikariDataSource pool = new HikariDataSource();
    private static Schema schema;
    private static TripCounter trips;
    private static PostgresGgScale storage;

    @BeforeAll
    static void open() {
        schema = Schema.migratedBySingleLogin(Server.NEWEST, "trips");
        pool.setDataSource(Dsn.parse(schema.singleUrl()).dataSource(Map.of()));
        trips = new TripCounter(pool);
        storage = PostgresGgScale.builder().requests(trips).schema("trips").build();
    }

    @AfterAll
    static void close() {
        storage.close();
        pool.close();
    }

    @BeforeEach
    void clear() {
        schema.clear();
        trips.take();
    }

    @Test
    void a_claimed_batch_is_one_statement() {
        store(BATCH);

        Turns.Claims claims = storage.turns().claimDue(Fixtures.newOwner(), Fixtures.NODE, BATCH);

        assertThat(claims.claimed()).hasSize(BATCH);
        assertThat(trips.take()).singleElement().asString().contains("turns.claim");
    }

    @Test
    void a_committed_batch_with_its_events_is_one_statement() {
        store(BATCH);
        List<Completion> batch = storage.turns().claimDue(Fixtures.newOwner(), Fixtures.NODE, BATCH).claimed().stream()
                .map(Records::completion)
                .toList();
        trips.take();

        assertThat(storage.turns().complete(batch)).hasSize(BATCH);
        assertThat(trips.take()).singleElement().asString().contains("turns.complete");
        assertThat(schema.query("select count(*) from trips.outbox")).containsExactly("" + 2 * BATCH);
        assertThat(schema.query("select count(*) from trips.game_turns")).containsExactly("" + BATCH);
    }

    @Test
    void an_idle_tick_is_one_statement_that_asks_for_nothing_more() {
        storage.runtimeRecords().create(Records.running(Fixtures.newKey(), Fixtures.FUTURE));
        trips.take();

        Turns.Claims claims = storage.turns().claimDue(Fixtures.newOwner(), Fixtures.NODE, BATCH);

        assertThat(claims.nextDue()).contains(Fixtures.FUTURE);
        assertThat(trips.take()).singleElement().asString().contains("turns.claim");
    }

    @Test
    void ten_thousand_games_of_which_none_is_due_cost_a_statement_a_second_and_one_a_comparison_though_they_are_probed()
            throws InterruptedException {
        schema.execute("""
                insert into runtime_records (tenant_id, game_id, status, paused, turn_schedule, current_turn,
                    next_generation_at, skip_next_tick, missed_ticks, current_engine_version, current_image_ref,
                    engine_external, engine_node, engine_capabilities, engine_health, epoch, created_at, updated_at,
                    instance_token)
                select 1, game_id, 'running', false, '@hourly', 0, now() + interval '1 hour', false, 0,
                    '1.0.0', 'x:1', false, 'node-1', '', 'healthy', 1, now(), now(), 'token-' || game_id
                from (select gen_random_uuid() as game_id from generate_series(1, 10000)) games
                """);
        ScriptedNetwork network = new ScriptedNetwork();
        ScriptedInstances instances = new ScriptedInstances(network, ScriptedGame::new);
        schema.query("select game_id from runtime_records").forEach(game -> startEngine(instances, game));
        locate(instances);
        ManualTicker ticker = new ManualTicker();
        ManualClock clock = ManualClock.at("2026-01-01T00:00:00Z");
        Failpoints calls = Failpoints.none();
        Queue<Thread> threads = new ConcurrentLinkedQueue<>();
        try (GgScale ggscale = GgScale.builder()
                .storage(storage)
                .instances(instances)
                .engineClient(new FaultyEngineClient(network, calls))
                .node(Fixtures.NODE)
                .nanoTime(clock::nanoTime)
                .reconcileInterval(Duration.ofSeconds(15))
                .ticker(ticker)
                .threads(work -> {
                    Thread thread = Thread.ofVirtual().unstarted(work);
                    threads.add(thread);
                    return thread;
                })
                .build()) {
            ggscale.start();
            // Those that commit turns never end.
            threads.clear();
            int seconds = 30;
            for (int second = 0; second < 10; second++) {
                passSecond(clock, ticker, threads);
            }
            trips.take();
            for (int second = 0; second < seconds; second++) {
                passSecond(clock, ticker, threads);
            }
            assertThat(calls.passed() / 2).isBetween(29_000, 31_000);
            List<String> taken = trips.take();
            assertThat(taken).filteredOn(trip -> trip.contains("hosts.pulse")).hasSize(seconds);
            assertThat(taken)
                    .filteredOn(trip -> trip.contains("records.placed"))
                    .hasSize(seconds / 15);
            assertThat(taken).hasSize(seconds + seconds / 15);
            assertThat(schema.query("select distinct status from trips.runtime_records"))
                    .containsExactly("running");
        }
    }

    /** Records where the engines are. */
    private static void locate(ScriptedInstances instances) {
        schema.execute("""
                update runtime_records r set current_container_id = v.id, engine_endpoint = v.endpoint
                from (values %s) as v (token, id, endpoint) where r.instance_token = v.token
                """.formatted(instances.list().stream()
                .map(instance ->
                        "('%s', '%s', '%s')".formatted(instance.token().value(), instance.id(), instance.endpoint()))
                .collect(Collectors.joining(", "))));
    }

    private static void startEngine(ScriptedInstances instances, String game) {
        instances.start(new EngineInstances.Specification(
                GameId.parse(game),
                new InstanceToken("token-" + game),
                1,
                Fixtures.VERSION,
                Fixtures.IMAGE,
                Duration.ofSeconds(1)));
    }

    /** Lets a second pass, and all that it began come to its end. */
    private static void passSecond(ManualClock clock, ManualTicker ticker, Queue<Thread> threads)
            throws InterruptedException {
        clock.advance(Duration.ofSeconds(1));
        ticker.tick();
        for (Thread begun = threads.poll(); begun != null; begun = threads.poll()) {
            begun.join();
        }
    }

    @Test
    void every_call_is_one_statement() {
        OwnerId owner = Fixtures.newOwner();
        RuntimeRecord record = Records.due(Fixtures.newKey());
        Page.Request page = Page.Request.first(10);
        List<Consumer<PostgresGgScale>> calls = List.of(
                all -> all.runtimeRecords().create(record),
                all -> all.runtimeRecords().find(record.key()),
                all -> all.runtimeRecords().list(Fixtures.TENANT, Optional.empty(), page),
                all -> all.runtimeRecords().managed(Fixtures.NODE, Optional.empty(), page),
                all -> all.runtimeRecords().placements(Fixtures.NODE, Optional.of(record.key()), 10),
                all -> all.runtimeRecords().placements(List.of(record.key().gameId())),
                all -> all.playerMappings().add(record.key(), List.of(Fixtures.mapping("ada", "Terra"))),
                all -> all.playerMappings().find(record.key()),
                all -> all.playerMappings().find(List.of(record.key(), Fixtures.newKey())),
                all -> all.memberships().load(record.key()),
                all -> all.memberships().load(List.of(record.key(), Fixtures.newKey())),
                all -> all.runtimeRecords()
                        .replace(new Change(
                                record,
                                record.next(record.status(), Fixtures.PAST).build(),
                                List.of(Fixtures.snapshot(record.key(), 0), Fixtures.notification(record.key(), 0)),
                                Optional.of(Fixtures.operation(record.key())))),
                all -> all.runtimeRecords().pause(record.key(), true, Fixtures.operation(record.key())),
                all -> all.turns().skip(List.of(new Turns.Skip(record.key(), 1, Optional.empty(), 0))),
                all -> all.turns()
                        .recoverable(new Turns.Scan(
                                owner,
                                Fixtures.NODE,
                                Set.of(record.key()),
                                Duration.ZERO,
                                Duration.ZERO,
                                Duration.ofHours(1),
                                10)),
                all -> all.memberships().set(record.key(), new UserId("ada"), Membership.Status.BLOCKED),
                all -> all.memberships().announce(record.key()),
                all -> all.memberships().changes(Optional.empty()),
                all -> all.turns().history(record.key(), page),
                all -> all.turns().find(record.key(), 1),
                all -> all.operationLog().write(Fixtures.operation(record.key())),
                all -> all.operationLog().list(record.key(), page),
                all -> all.runtimeRecords().countByStatus(),
                all -> all.runtimeEvents().lag(),
                all -> all.runtimeEvents().latest(),
                all -> all.runtimeEvents()
                        .read(new Query(
                                Fixtures.TENANT, RuntimeEvent.Channel.LOBBY, Optional.empty(), Optional.empty(), 10)),
                all -> all.runtimeEvents().forgetBefore(Fixtures.PAST, 1_000),
                all -> all.healthSnapshots().list(record.key(), page),
                all -> all.healthSnapshots().forgetBefore(Fixtures.PAST, 1_000),
                all -> all.hosts().enlist(owner, Fixtures.NODE, Duration.ofSeconds(1)),
                all -> all.hosts().renew(owner, Duration.ofSeconds(1)),
                all -> all.pulse(new Storage.Beat(owner, Fixtures.NODE, 10, Duration.ofSeconds(1), Optional.empty())),
                all -> all.hosts().retire(owner),
                all -> all.engineVersions().create(Fixtures.TENANT, Fixtures.engineVersion("1.0.0")),
                all -> all.tenants().add(new Tenant(Fixtures.OTHER_TENANT, "other")),
                all -> all.tenants().find(Fixtures.OTHER_TENANT),
                all -> all.engineVersions().find(Fixtures.TENANT, Fixtures.VERSION),
                all -> all.engineVersions()
                        .update(
                                Fixtures.TENANT,
                                Fixtures.VERSION,
                                EngineVersions.Change.to(EngineVersion.Status.DISABLED)),
                all -> all.engineVersions().delete(Fixtures.TENANT, Fixtures.VERSION),
                all -> all.engineVersions().list(Fixtures.TENANT, Optional.empty(), page),
                all -> all.runtimeRecords()
                        .remove(storage.runtimeRecords().find(record.key()).orElseThrow()));
        for (int i = 0; i < calls.size() - 1; i++) {
            calls.get(i).accept(storage);
            assertThat(trips.take()).as("call %d", i).hasSize(1);
        }
        calls.get(calls.size() - 1).accept(storage);
        assertThat(trips.take()).hasSize(2).last().asString().contains("records.remove");
    }

    private static void store(int games) {
        IntStream.range(0, games).forEach(i -> storage.runtimeRecords().create(Records.due(Fixtures.newKey())));
        trips.take();
    }
}

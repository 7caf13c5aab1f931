package org.ggscale.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the planner makes of the statements that grow with the number of games, whether it knows the values or not. */
class PlansIT {
    private static final int GAMES = 100_000;
    private static final Map<String, String> CLAIM = ordered(
            "owner", "'00000000-0000-4000-8000-000000000001'::uuid", "node", "'node-1'::text", "limit", "100::int8");
    private static final Map<String, String> SCAN = ordered(
            "self",
            "'00000000-0000-4000-8000-000000000001'::uuid",
            "node",
            "'node-1'::text",
            "held_tenant",
            "'{}'::int8[]",
            "held_game",
            "'{}'::uuid[]",
            "turn_timeout",
            "60000::int8",
            "grace",
            "10000::int8",
            "node_grace",
            "30000::int8",
            "limit",
            "100::int8");

    private static final Map<String, String> PULSE = ordered(
            "owner",
            "'00000000-0000-4000-8000-000000000002'::uuid",
            "node",
            "'node-1'::text",
            "limit",
            "100::int8",
            "life",
            "10000000::int8",
            "seen",
            "'9000000000000:9000000000000:'::text");

    private static final Map<String, String> FORGET =
            ordered("before", "'2000-01-01T00:00:00Z'::timestamptz", "at_most", "100::int8");

    private static final Map<String, String> PLACED = ordered(
            "node",
            "'node-1'::text",
            "after_game",
            "'80000000-0000-4000-8000-000000000000'::uuid",
            "after_tenant",
            "0::int8",
            "limit",
            "100::int8");
    private static final Map<String, String> PLACED_GAMES =
            ordered("game", "'{80000000-0000-4000-8000-000000000000,80000000-0000-4000-8000-000000000001}'::uuid[]");

    private static Map<String, String> ordered(String... values) {
        Map<String, String> ordered = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i += 2) {
            ordered.put(values[i], values[i + 1]);
        }
        return ordered;
    }

    @BeforeAll
    static void fill() {
        Stream.of(Server.values()).parallel().forEach(server -> {
            fill(server, "plans", "now() + (i - 50) * interval '1 hour'");
            fill(server, "plans_idle", "now() + i * interval '1 hour'");
            fill(server, "plans_herd", "now() - i * interval '1 second'");
            tell(server, "plans", 1999);
            tell(server, "plans_idle", 2000);
        });
    }

    /** Makes games, a third of them external, due at these times. */
    private static void fill(Server server, String name, String due) {
        Schema.migrated(server, name).execute("""
                insert into runtime_records (tenant_id, game_id, status, paused, turn_schedule, current_turn,
                    next_generation_at, skip_next_tick, missed_ticks, current_engine_version, current_image_ref,
                    engine_external, engine_node, engine_capabilities, engine_health, epoch, created_at, updated_at)
                select 1, gen_random_uuid(), 'running', false, '@hourly', 0, %s, false, 0, '1.0.0', 'in-process:x',
                    i %% 3 = 0, case when i %% 3 > 0 then 'node-' || i %% 3 end, '', 'healthy', 1, now(), now()
                from generate_series(1, %d) i;
                analyze runtime_records;
                insert into hosts (owner, node, alive_until)
                values ('00000000-0000-4000-8000-000000000002', 'node-1', now() + interval '1 day')
                """.formatted(due, GAMES));
    }

    /** Stores events of many tenants, a minute apart, from a new year on. */
    private static void tell(Server server, String name, int year) {
        Schema.of(server, name).execute("""
                insert into outbox (tenant_id, game_id, channel, event_type, payload, stored_at)
                select i %% 50, gen_random_uuid(), 'lobby', 'runtime_snapshot_update', repeat('x', 300),
                    timestamptz '%d-01-01T00:00:00Z' + i * interval '1 minute'
                from generate_series(1, %d) i;
                analyze outbox
                """.formatted(year, GAMES));
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void a_claim_reads_what_is_due_and_no_more(Server server) throws Exception {
        for (String plan : explain(server, "plans", ClaimDue.STATEMENT, CLAIM)) {
            assertThat(plan).contains("runtime_records_due").doesNotContain("Seq Scan on runtime_records");
            assertThat(rows(plan)).isEqualTo(33);
            assertThat(pages(plan)).isLessThan(33 * 30);
        }
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void an_idle_claim_reads_a_handful_of_pages(Server server) throws Exception {
        for (String plan : explain(server, "plans_idle", ClaimDue.STATEMENT, CLAIM)) {
            assertThat(rows(plan)).isEqualTo(1);
            assertThat(pages(plan)).isLessThan(30);
        }
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void a_pulse_reads_no_more_than_its_claim(Server server) throws Exception {
        for (String plan : explain(server, "plans_idle", ClaimDue.PULSE, PULSE)) {
            assertThat(plan).doesNotContain("Seq Scan on runtime_records");
            assertThat(rows(plan)).isEqualTo(1);
            assertThat(pages(plan)).isLessThan(40);
        }
        for (String plan : explain(server, "plans", ClaimDue.PULSE, PULSE)) {
            assertThat(plan).contains("runtime_records_due").doesNotContain("Seq Scan on runtime_records");
            assertThat(rows(plan)).isEqualTo(33);
            assertThat(pages(plan)).isLessThan(33 * 30);
        }
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void a_claim_of_a_few_of_very_many_reads_a_few(Server server) throws Exception {
        for (String plan : explain(server, "plans_herd", ClaimDue.STATEMENT, CLAIM)) {
            assertThat(rows(plan)).isEqualTo(100);
            assertThat(pages(plan)).isLessThan(100 * 30);
        }
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void recovery_reads_what_is_unsettled_and_no_more(Server server) throws Exception {
        for (String plan : explain(server, "plans_idle", FindAbandoned.STATEMENT, SCAN)) {
            assertThat(plan).contains("runtime_records_unsettled").doesNotContain("Seq Scan on runtime_records");
            assertThat(pages(plan)).isLessThan(30);
        }
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void a_page_of_placements_reads_the_page_and_no_more(Server server) throws Exception {
        for (String plan : explain(server, "plans", PostgresRuntimeRecords.PLACED, PLACED)) {
            assertThat(plan).contains("runtime_records_managed").doesNotContain("Seq Scan on runtime_records");
            assertThat(rows(plan)).isEqualTo(100);
            assertThat(pages(plan)).isLessThan(100 * 4);
        }
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void the_placements_of_a_few_games_are_found_by_their_ids(Server server) throws Exception {
        for (String plan : explain(server, "plans", PostgresRuntimeRecords.PLACED_GAMES, PLACED_GAMES)) {
            assertThat(plan).contains("runtime_records_of_game").doesNotContain("Seq Scan on runtime_records");
            assertThat(pages(plan)).isLessThan(30);
        }
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void forgetting_reads_the_batch_and_no_more(Server server) throws Exception {
        for (String plan : explain(server, "plans", ForgetEvents.STATEMENT, FORGET)) {
            assertThat(plan).contains("outbox_by_time").doesNotContain("Seq Scan on outbox");
            assertThat(pages(plan)).isLessThan(100 * 30);
        }
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void forgetting_where_nothing_is_old_reads_a_handful_of_pages(Server server) throws Exception {
        for (String plan : explain(server, "plans_idle", ForgetEvents.STATEMENT, FORGET)) {
            assertThat(plan).contains("outbox_by_time").doesNotContain("Seq Scan on outbox");
            assertThat(pages(plan)).isLessThan(30);
        }
    }

    /** Runs a statement as the worker, rolled back, and returns its plans: for these values, and for any. */
    private static List<String> explain(Server server, String name, Statement statement, Map<String, String> values)
            throws SQLException {
        Schema schema = Schema.of(server, name);
        List<String> plans = new ArrayList<>();
        try (Connection connection = schema.connect(schema.postgres().workerUrl());
                java.sql.Statement run = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String mode : List.of("force_custom_plan", "force_generic_plan")) {
                run.execute("set local plan_cache_mode = " + mode);
                run.execute(prepare(statement, values));
                plans.add(explain(run, values));
                connection.rollback();
                run.execute("deallocate it");
            }
        }
        return plans;
    }

    private static String prepare(Statement statement, Map<String, String> values) {
        String sql = statement.sql().replace("${schema}.", "");
        List<String> types = new ArrayList<>();
        for (String name : values.keySet()) {
            types.add(values.get(name).replaceFirst(".*::", ""));
            sql = sql.replaceAll("(?<!:):" + name + "\\b", Matcher.quoteReplacement("$" + types.size()));
        }
        return "prepare it(" + String.join(", ", types) + ") as " + sql;
    }

    private static String explain(java.sql.Statement run, Map<String, String> values) throws SQLException {
        String execute = "execute it(" + String.join(", ", values.values()) + ")";
        StringBuilder plan = new StringBuilder();
        try (ResultSet lines = run.executeQuery("explain (analyze, buffers, costs off, timing off) " + execute)) {
            while (lines.next()) {
                plan.append(lines.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }

    /** Returns the pages that the whole statement read: the count of the topmost node. */
    private static int pages(String plan) {
        return first("Buffers: shared hit=([0-9]+)", plan)
                + (plan.lines().limit(5).anyMatch(line -> line.contains(" read="))
                        ? first("Buffers: shared hit=[0-9]+ read=([0-9]+)", plan)
                        : 0);
    }

    /** Returns the rows that the whole statement returned. */
    private static int rows(String plan) {
        return first("rows=([0-9]+)", plan);
    }

    private static int first(String pattern, String plan) {
        Matcher found = Pattern.compile(pattern).matcher(plan);
        assertThat(found.find()).as(plan).isTrue();
        return Integer.parseInt(found.group(1));
    }
}

package org.ggscale.adapters.postgres;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;

/** The tables of tenants: what a row looks like and what workers may do; the tables of none. */
final class TenantTables {
    /** What is of no tenant. */
    static final Set<String> OTHERS = Set.of("hosts", Migrations.HISTORY);

    /** Each table with columns and values of a row of tenant {@code %1$d}, which has the {@link #PARENTS}. */
    static final Map<String, String> ROWS = Map.ofEntries(
            entry("tenants", "(tenant_id, name, created_at) values (%1$d, 'new', now())"),
            entry(
                    "runtime_records",
                    "(tenant_id, game_id, status, paused, turn_schedule, current_turn, skip_next_tick,"
                            + " missed_ticks, current_engine_version, current_image_ref, engine_external, engine_capabilities,"
                            + " engine_health, epoch, created_at, updated_at) values (%1$d, gen_random_uuid(), 'running', false,"
                            + " '@hourly', 0, false, 0, '1.0.0', 'in-process:x', true, '', 'healthy', 1, now(), now())"),
            entry(
                    "game_turns",
                    "(tenant_id, game_id, turn_no, scheduled_for, trigger, epoch, started_at, finished_at,"
                            + " outcome) values (%1$d, gen_random_uuid(), 1, now(), 'schedule', 1, now(), now(), 'committed')"),
            entry(
                    "player_mappings",
                    "(tenant_id, game_id, user_id, race_name, engine_player_uuid) values (%1$d,"
                            + " uuid '00000000-0000-4000-8000-000000000000', 'new', 'new', gen_random_uuid())"),
            entry(
                    "memberships",
                    "(tenant_id, game_id, user_id, status) values (%1$d,"
                            + " uuid '00000000-0000-4000-8000-000000000000', 'old', 'active')"),
            entry("membership_changes", "(tenant_id, game_id) values (%1$d, gen_random_uuid())"),
            entry(
                    "engine_versions",
                    "(tenant_id, precedence, sort_key, version, image_ref, options, status, created_at,"
                            + " updated_at) values (%1$d, '1', '1', '1', 'in-process:x', '{}', 'active', now(), now())"),
            entry(
                    "operation_log",
                    "(tenant_id, operation_id, game_id, operation, source, status, started_at, detail)"
                            + " values (%1$d, gen_random_uuid(), gen_random_uuid(), 'turn', 'schedule', 'started', now(), '{}')"),
            entry(
                    "outbox",
                    "(tenant_id, game_id, channel, event_type, payload)"
                            + " values (%1$d, gen_random_uuid(), 'lobby', 'game_finished', '{}')"),
            entry("outbox_horizons", "(tenant_id, xid, seq) values (%1$d, '1', 1)"),
            entry(
                    "runtime_health_snapshots",
                    "(tenant_id, game_id, observed_at, payload) values (%1$d, gen_random_uuid(), now(), '{}')"));

    /** What rows of tenant {@code %1$d} refer to. */
    static final String PARENTS = "insert into runtime_records"
            + ROWS.get("runtime_records").replace("gen_random_uuid()", "'00000000-0000-4000-8000-000000000000'")
            + "; insert into player_mappings" + ROWS.get("player_mappings").replace("'new'", "'old'");

    /** What workers may do, by the first letters of the commands. */
    static final Map<String, String> WORKERS = Map.ofEntries(
            entry("tenants", ""),
            entry("runtime_records", "su"),
            entry("game_turns", "i"),
            entry("player_mappings", "s"),
            entry("memberships", "s"),
            entry("engine_versions", "s"),
            entry("operation_log", "siu"),
            entry("outbox", "sid"),
            entry("outbox_horizons", "siu"),
            entry("membership_changes", "s"),
            entry("runtime_health_snapshots", "sd"));

    private TenantTables() {}

    static String insert(String table, int tenant) {
        return ("insert into " + table + " " + ROWS.get(table)).formatted(tenant);
    }
}

package org.ggscale.bench.herd;

import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

/**
 * The database seen by an administrator: copies one registered game to very many, makes them due, and counts what was
 * stored of them. The platform is not asked.
 */
final class Books implements AutoCloseable {
    private static final List<String> TABLES = List.of("runtime_records", "player_mappings", "memberships");

    private final Connection connection;

    private Books(Connection connection) {
        this.connection = connection;
    }

    static Books open(String url) throws SQLException {
        return new Books(DriverManager.getConnection(url));
    }

    /**
     * Copies a registered game.
     *
     * @param node whose hosts claim the copies; empty for external engines
     */
    void copy(UUID template, List<UUID> games, String node) throws SQLException {
        for (String table : TABLES) {
            String columns = columns(table);
            String values = columns.replace("game_id", "copy.id")
                    .replace("engine_endpoint", "replace(engine_endpoint, original.game_id::text, copy.id::text)")
                    .replace("engine_node", "nullif('" + node + "', '')");
            update(
                    "insert into ggscale.%s (%s) select %s from ggscale.%s original, unnest(?::uuid[]) copy(id) where original.game_id = '%s'"
                            .formatted(table, columns, values, table, template),
                    games);
        }
    }

    /** Adds games that are registered, running and not due for years. */
    void addIdle(UUID template, int count) throws SQLException {
        String columns = columns("runtime_records");
        execute(
                "insert into ggscale.runtime_records (%s) select %s from ggscale.runtime_records, generate_series(1, %d) where game_id = '%s'"
                        .formatted(columns, columns.replace("game_id", "gen_random_uuid()"), count, template));
    }

    private String columns(String table) throws SQLException {
        String query = "select string_agg(column_name, ', ') from information_schema.columns"
                + " where table_schema = 'ggscale' and table_name = '" + table + "' and is_identity = 'NO'";
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            found.next();
            return found.getString(1);
        }
    }

    /** Leaves the tables as a server that has been up for a while has them. */
    void settle() throws SQLException {
        for (String table : TABLES) {
            execute("vacuum analyze ggscale." + table);
        }
        execute("checkpoint");
    }

    /** Makes games due now. */
    void makeDue(List<UUID> games) throws SQLException {
        update("update ggscale.runtime_records set next_generation_at = now() where game_id = any(?)", games);
    }

    /** Counts games that are at a turn, run, and have a history and snapshots of all turns up to it. */
    long complete(List<UUID> games, long turn) throws SQLException {
        String query = """
                select count(*) from ggscale.runtime_records r
                where game_id = any(?) and status = 'running' and current_turn = %1$d
                  and (select count(*) from ggscale.game_turns t
                       where t.tenant_id = r.tenant_id and t.game_id = r.game_id) = %1$d
                  and (select count(*) from ggscale.outbox o
                       where o.tenant_id = r.tenant_id and o.game_id = r.game_id and o.channel = 'lobby') = %1$d
                """.formatted(turn);
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setArray(1, array(games));
            try (ResultSet found = statement.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        }
    }

    private void update(String sql, List<UUID> games) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, array(games));
            statement.executeUpdate();
        }
    }

    private Array array(List<UUID> games) throws SQLException {
        return connection.createArrayOf("uuid", games.toArray());
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

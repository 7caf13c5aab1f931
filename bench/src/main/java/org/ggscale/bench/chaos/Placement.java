package org.ggscale.bench.chaos;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a game's record says that its engine is, read from the database by a connection of our own.
 *
 * @param token of its instance, written before there is one
 * @param container written once it answers
 */
record Placement(UUID game, String status, Optional<String> token, Optional<String> container) {
    private static final String ALL =
            "select game_id, status, instance_token, current_container_id from ggscale.runtime_records";

    /** Reads all records. */
    static List<Placement> all(Database database) throws IOException {
        String url = database.variables().get("GGSCALE_POSTGRES_WORKER_DSN");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ALL)) {
            List<Placement> placements = new ArrayList<>();
            while (rows.next()) {
                placements.add(new Placement(
                        rows.getObject(1, UUID.class),
                        rows.getString(2),
                        Optional.ofNullable(rows.getString(3)),
                        Optional.ofNullable(rows.getString(4))));
            }
            return placements;
        } catch (SQLException e) {
            throw new IOException("the records cannot be read", e);
        }
    }

    /** Returns whether a container should be there. */
    boolean live() {
        return !status.equals("stopped") && !status.equals("finished");
    }

    /** Returns whether this record names a container. */
    boolean names(Boxes.Box box) {
        return live() && token.equals(Optional.of(box.token()));
    }
}

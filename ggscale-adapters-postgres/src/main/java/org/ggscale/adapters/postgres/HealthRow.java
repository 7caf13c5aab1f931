package org.ggscale.adapters.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.runtime.HealthSnapshot;
import org.ggscale.core.runtime.RuntimeStatus;

/** A row of {@code runtime_health_snapshots}. */
final class HealthRow {
    /** Remembers a change of the health if the common table {@code changed} has a row. */
    static final String REMEMBER_CHANGED = """
            insert into ${schema}.runtime_health_snapshots (tenant_id, game_id, observed_at, payload)
            select tenant_id, game_id, :health_observed_at, :health_payload from changed
            where :health_payload is not null
            """;

    private HealthRow() {}

    static void bind(Parameters parameters, Optional<HealthSnapshot> change) {
        parameters
                .instant("health_observed_at", change.map(HealthSnapshot::observedAt))
                .text("health_payload", change.map(HealthRow::payload));
    }

    private static String payload(HealthSnapshot change) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("health", change.health().wireName());
        members.put("previous", change.previous().wireName());
        members.put("detail", change.detail());
        members.put("status", change.status().wireName());
        members.put("current_turn", change.currentTurn());
        return Json.write(members);
    }

    static HealthSnapshot read(ResultSet row) throws SQLException {
        JsonNode payload = Json.readTree(row.getString("payload"));
        return new HealthSnapshot(
                Rows.key(row),
                Rows.instant(row, "observed_at"),
                EngineHealth.parse(payload.path("health").asText()),
                EngineHealth.parse(payload.path("previous").asText()),
                payload.path("detail").asText(),
                RuntimeStatus.parse(payload.path("status").asText()),
                payload.path("current_turn").asLong());
    }
}

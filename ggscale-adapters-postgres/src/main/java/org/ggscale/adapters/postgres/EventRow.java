package org.ggscale.adapters.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.UserId;
import org.ggscale.core.runtime.PlayerTurnStats;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeEvent.GameFinished;
import org.ggscale.core.runtime.RuntimeEvent.Notification;
import org.ggscale.core.runtime.RuntimeEvent.SnapshotUpdate;
import org.ggscale.core.runtime.RuntimeStatus;

/** A row of {@code outbox}; its payload is the event as the event stream sends it. */
final class EventRow {
    /** Appends the events of the n-th row of the common table {@code changed}, in their order. */
    static final String APPEND_CHANGED = """
            insert into ${schema}.outbox (tenant_id, game_id, channel, event_type, payload)
            select changed.tenant_id, changed.game_id, e.channel, e.event_type, e.payload
            from unnest(:event_of, :event_channel, :event_type, :event_payload) with ordinality
                as e(n, channel, event_type, payload, position)
            join changed on changed.n = e.n
            order by e.position
            """;

    private EventRow() {}

    /** Binds the events of several changes, those of the first change first. */
    static void bind(Parameters parameters, List<List<RuntimeEvent>> changes) {
        List<Long> owners = new ArrayList<>();
        List<RuntimeEvent> events = new ArrayList<>();
        long n = 1;
        for (List<RuntimeEvent> change : changes) {
            for (RuntimeEvent event : change) {
                owners.add(n);
                events.add(event);
            }
            n++;
        }
        parameters
                .column("event_of", "int8", owners, owner -> owner)
                .column(
                        "event_channel",
                        "text",
                        events,
                        event -> event.channel().wireName())
                .column("event_type", "text", events, RuntimeEvent::eventType)
                .column("event_payload", "text", events, EventRow::payload);
    }

    static String payload(RuntimeEvent event) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("event_type", event.eventType());
        switch (event) {
            case SnapshotUpdate snapshot -> {
                members.put("game_id", snapshot.gameId().toString());
                members.put("current_turn", snapshot.currentTurn());
                members.put("runtime_status", snapshot.runtimeStatus().wireName());
                members.put(
                        "engine_health_summary", snapshot.engineHealthSummary().wireName());
                members.put("player_turn_stats", stats(snapshot.playerTurnStats()));
                members.put("occurred_at_ms", snapshot.occurredAt().toEpochMilli());
            }
            case GameFinished finished -> {
                members.put("game_id", finished.gameId().toString());
                members.put("final_turn_number", finished.finalTurnNumber());
                members.put("runtime_status", finished.runtimeStatus().wireName());
                members.put("player_turn_stats", stats(finished.playerTurnStats()));
                members.put("finished_at_ms", finished.finishedAt().toEpochMilli());
            }
            case Notification notification -> {
                members.put("kind", notification.kind());
                members.put("idempotency_key", notification.idempotencyKey());
                members.put(
                        "recipients",
                        notification.recipients().stream().map(UserId::value).toList());
                members.put("payload", notification.payload());
            }
        }
        return Json.write(members);
    }

    private static List<Map<String, Object>> stats(List<PlayerTurnStats> stats) {
        return stats.stream()
                .map(player -> {
                    Map<String, Object> members = new LinkedHashMap<>();
                    members.put("user_id", player.userId().value());
                    members.put("planets", player.planets());
                    members.put("population", player.population());
                    return members;
                })
                .toList();
    }

    static RuntimeEvent read(ResultSet row) throws SQLException {
        GameId gameId = new GameId(Rows.uuid(row, "game_id"));
        String type = row.getString("event_type");
        JsonNode payload = Json.readTree(row.getString("payload"));
        return switch (type) {
            case "runtime_snapshot_update" ->
                new SnapshotUpdate(
                        gameId,
                        payload.path("current_turn").asLong(),
                        RuntimeStatus.parse(payload.path("runtime_status").asText()),
                        EngineHealth.parse(payload.path("engine_health_summary").asText()),
                        stats(payload.path("player_turn_stats")),
                        Instant.ofEpochMilli(payload.path("occurred_at_ms").asLong()));
            case "game_finished" ->
                new GameFinished(
                        gameId,
                        payload.path("final_turn_number").asLong(),
                        RuntimeStatus.parse(payload.path("runtime_status").asText()),
                        stats(payload.path("player_turn_stats")),
                        Instant.ofEpochMilli(payload.path("finished_at_ms").asLong()));
            case "notification" ->
                new Notification(
                        gameId,
                        payload.path("kind").asText(),
                        payload.path("idempotency_key").asText(),
                        elements(payload.path("recipients")).stream()
                                .map(user -> new UserId(user.asText()))
                                .toList(),
                        Json.readMap(payload.path("payload").toString()));
            default -> throw new IllegalStateException("an event of a newer version is stored: " + type);
        };
    }

    private static List<PlayerTurnStats> stats(JsonNode stats) {
        return elements(stats).stream()
                .map(player -> new PlayerTurnStats(
                        new UserId(player.path("user_id").asText()),
                        player.path("planets").asLong(),
                        player.path("population").asDouble()))
                .toList();
    }

    private static List<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}

package org.ggscale.adapters.http.server;

import java.util.List;
import org.ggscale.core.game.UserId;
import org.ggscale.core.runtime.PlayerTurnStats;
import org.ggscale.core.runtime.RuntimeEvent;

/** The forms of events, as {@code docs/reference/events-asyncapi.yaml} has them. */
final class EventJson {
    private EventJson() {}

    static JsonOutput of(RuntimeEvent event) {
        JsonOutput json = JsonOutput.object().with("event_type", event.eventType());
        return switch (event) {
            case RuntimeEvent.SnapshotUpdate snapshot ->
                json.with("game_id", snapshot.gameId().toString())
                        .with("current_turn", snapshot.currentTurn())
                        .with("runtime_status", snapshot.runtimeStatus().wireName())
                        .with(
                                "engine_health_summary",
                                snapshot.engineHealthSummary().wireName())
                        .with("player_turn_stats", stats(snapshot.playerTurnStats()))
                        .with("occurred_at_ms", snapshot.occurredAt().toEpochMilli());
            case RuntimeEvent.GameFinished finished ->
                json.with("game_id", finished.gameId().toString())
                        .with("final_turn_number", finished.finalTurnNumber())
                        .with("runtime_status", finished.runtimeStatus().wireName())
                        .with("player_turn_stats", stats(finished.playerTurnStats()))
                        .with("finished_at_ms", finished.finishedAt().toEpochMilli());
            case RuntimeEvent.Notification notification ->
                json.with("kind", notification.kind())
                        .with("idempotency_key", notification.idempotencyKey())
                        .with(
                                "recipients",
                                notification.recipients().stream()
                                        .map(UserId::value)
                                        .toList())
                        .with("payload", notification.payload());
        };
    }

    private static List<JsonOutput> stats(List<PlayerTurnStats> stats) {
        return stats.stream()
                .map(player -> JsonOutput.object()
                        .with("user_id", player.userId().value())
                        .with("planets", player.planets())
                        .with("population", player.population()))
                .toList();
    }
}

package org.ggscale.adapters.http.server;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.UserId;
import org.ggscale.core.runtime.PlayerTurnStats;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeStatus;

/** Events as the core makes them. */
final class EventSamples {
    private static final List<UserId> PLAYERS = List.of(new UserId("ada"), new UserId("bob"));

    private EventSamples() {}

    /** Returns a notification of every kind. */
    static List<RuntimeEvent.Notification> notifications(GameId game) {
        Map<String, Object> started = Map.of("game_id", game.toString(), "message", "the engine ended");
        Stream<RuntimeEvent.Notification> failures = Stream.of(
                        "image_pull_failed", "container_start_failed", "start_config_invalid")
                .map(code ->
                        new RuntimeEvent.Notification(game, "runtime." + code, "start:" + game, List.of(), started));
        return Stream.concat(failures, Stream.of(ready(game), finished(game), failed(game, "the engine refused")))
                .toList();
    }

    static RuntimeEvent.Notification failed(GameId game, String message) {
        return new RuntimeEvent.Notification(
                game,
                "game.generation_failed",
                "generation-failed:" + game + ":4",
                List.of(),
                Map.of("game_id", game.toString(), "turn", 1L, "code", "engine_unreachable", "message", message));
    }

    /** Returns a snapshot of about a hundred KiB. */
    static RuntimeEvent large(GameId game, long turn) {
        List<PlayerTurnStats> stats = IntStream.range(0, 700)
                .mapToObj(i -> new PlayerTurnStats(new UserId("u" + i + "-".repeat(100)), turn, 0.5))
                .toList();
        return new RuntimeEvent.SnapshotUpdate(
                game, turn, RuntimeStatus.RUNNING, EngineHealth.HEALTHY, stats, Instant.EPOCH);
    }

    private static RuntimeEvent.Notification ready(GameId game) {
        return new RuntimeEvent.Notification(
                game,
                "game.turn.ready",
                "turn-ready:" + game + ":3",
                PLAYERS,
                Map.of("game_id", game.toString(), "turn", 3L));
    }

    private static RuntimeEvent.Notification finished(GameId game) {
        return new RuntimeEvent.Notification(
                game,
                "game.finished",
                "game-finished:" + game,
                PLAYERS,
                Map.of("game_id", game.toString(), "final_turn_number", 9L));
    }
}

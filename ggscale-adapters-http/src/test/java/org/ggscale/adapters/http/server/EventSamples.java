package org.ggscale.adapters.http.server;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.UserId;
import org.ggscale.core.runtime.Failure;
import org.ggscale.core.runtime.FailureCode;
import org.ggscale.core.runtime.PlayerTurnStats;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeStatus;

/** Events as the core makes them. */
final class EventSamples {
    private static final List<UserId> PLAYERS = List.of(new UserId("ada"), new UserId("bob"));

    private EventSamples() {}

    /** Returns a notification of every kind. */
    static List<RuntimeEvent> notifications(GameId game) {
        Stream<RuntimeEvent> failures = Stream.of(
                        FailureCode.IMAGE_PULL_FAILED,
                        FailureCode.CONTAINER_START_FAILED,
                        FailureCode.START_CONFIG_INVALID)
                .flatMap(code -> RuntimeEvent.Notification.ofFailedStart(
                        game,
                        ImageRef.parse("engine:1.4.2"),
                        new Failure(code, "the engine ended", Instant.EPOCH),
                        game.value())
                        .stream());
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

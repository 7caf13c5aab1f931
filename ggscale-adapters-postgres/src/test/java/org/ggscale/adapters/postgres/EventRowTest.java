package org.ggscale.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.UserId;
import org.ggscale.core.runtime.PlayerTurnStats;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeStatus;
import org.junit.jupiter.api.Test;

/** The stored form is the form of the event stream. */
class EventRowTest {
    private static final GameId GAME = GameId.parse("0198c2f4-7b1e-7c3a-9d2e-5f60718293a4");
    private static final Instant AT = Instant.ofEpochMilli(1_795_284_000_219L);

    @Test
    void a_snapshot_is_stored_as_it_is_streamed() {
        RuntimeEvent event = new RuntimeEvent.SnapshotUpdate(
                GAME,
                8,
                RuntimeStatus.RUNNING,
                EngineHealth.PROBE_FAILED,
                List.of(new PlayerTurnStats(new UserId("ada"), 3, 412.5), new PlayerTurnStats(new UserId("bob"), 0, 0)),
                AT.plusNanos(999_999));

        assertThat(EventRow.payload(event))
                .isEqualTo(
                        "{\"event_type\":\"runtime_snapshot_update\",\"game_id\":\"0198c2f4-7b1e-7c3a-9d2e-5f60718293a4\","
                                + "\"current_turn\":8,\"runtime_status\":\"running\",\"engine_health_summary\":\"probe_failed\","
                                + "\"player_turn_stats\":[{\"user_id\":\"ada\",\"planets\":3,\"population\":412.5},"
                                + "{\"user_id\":\"bob\",\"planets\":0,\"population\":0.0}],\"occurred_at_ms\":1795284000219}");
    }

    @Test
    void the_end_of_a_game_is_stored_as_it_is_streamed() {
        RuntimeEvent event = new RuntimeEvent.GameFinished(GAME, 31, RuntimeStatus.FINISHED, List.of(), AT);

        assertThat(EventRow.payload(event))
                .isEqualTo("{\"event_type\":\"game_finished\",\"game_id\":\"0198c2f4-7b1e-7c3a-9d2e-5f60718293a4\","
                        + "\"final_turn_number\":31,\"runtime_status\":\"finished\",\"player_turn_stats\":[],"
                        + "\"finished_at_ms\":1795284000219}");
    }

    @Test
    void a_notification_is_stored_as_it_is_streamed() {
        RuntimeEvent event = new RuntimeEvent.Notification(
                GAME, "game.turn.ready", "turn-ready:" + GAME + ":8", List.of(new UserId("ada")), Map.of("turn", 8L));

        assertThat(EventRow.payload(event))
                .isEqualTo("{\"event_type\":\"notification\",\"kind\":\"game.turn.ready\","
                        + "\"idempotency_key\":\"turn-ready:0198c2f4-7b1e-7c3a-9d2e-5f60718293a4:8\","
                        + "\"recipients\":[\"ada\"],\"payload\":{\"turn\":8}}");
    }

    @Test
    void a_text_that_cannot_be_stored_is_mended() {
        RuntimeEvent event = new RuntimeEvent.Notification(
                GAME, "game.generation_failed", "k", List.of(), Map.of("message", "a\0b\uD800"));

        assertThat(EventRow.payload(event)).contains("\"payload\":{\"message\":\"a\\u0000b?\"}");
    }
}

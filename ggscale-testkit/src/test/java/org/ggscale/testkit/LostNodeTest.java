package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.core.engine.EngineCapability.CONDITIONAL_TURN;
import static org.ggscale.core.engine.EngineCapability.DURABLE_STATE;

import java.time.Duration;
import org.ggscale.core.GgScale;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.runtime.FailureCode;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.runtime.Stop;
import org.ggscale.core.turn.RestartOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LostNodeTest {
    private static final Duration NOT_YET = Duration.ofSeconds(29);

    private final Operated operated = new Operated(CONDITIONAL_TURN, DURABLE_STATE).registered();
    private final GgScale survivor = operated.host("there");

    @BeforeEach
    void loseTheNode() {
        operated.host.close();
    }

    @AfterEach
    void close() {
        operated.close();
    }

    @Test
    void a_node_is_given_half_a_minute_to_come_back() throws InterruptedException {
        after(NOT_YET);
        assertThat(operated.record().status()).isEqualTo(RuntimeStatus.RUNNING);

        after(Duration.ofSeconds(1));
        assertThat(operated.record().status()).isEqualTo(RuntimeStatus.ENGINE_UNREACHABLE);
        assertThat(operated.record().engine().health()).isEqualTo(EngineHealth.DISAPPEARED);
        assertThat(operated.record().lastFailure().orElseThrow().code()).isEqualTo(FailureCode.NODE_LOST);
        assertThat(operated.events()).last().isInstanceOf(RuntimeEvent.SnapshotUpdate.class);
    }

    @Test
    void nothing_moves_by_itself() throws InterruptedException {
        after(NOT_YET);
        for (int minute = 0; minute < 5; minute++) {
            after(Duration.ofMinutes(1));
        }

        assertThat(operated.played()).isEmpty();
        assertThat(operated.record().engine().node())
                .contains(operated.host.host().node());
        assertThat(operated.events()).hasSize(2);
    }

    @Test
    void anybody_may_stop_the_game() throws InterruptedException {
        assertThat(survivor.stopper().stop(operated.key, "gone")).isInstanceOf(Stop.Conflict.class);
        after(Duration.ofSeconds(30));

        assertThat(survivor.stopper().stop(operated.key, "gone")).isInstanceOf(Stop.Stopped.class);
        assertThat(survivor.stopper().stop(operated.key, "gone")).isInstanceOf(Stop.Stopped.class);

        assertThat(operated.record().status()).isEqualTo(RuntimeStatus.STOPPED);
    }

    @Test
    void an_operator_may_move_the_game() throws InterruptedException {
        after(Duration.ofSeconds(30));

        assertThat(survivor.turns().restart(operated.key, true)).isInstanceOf(RestartOutcome.Restarted.class);

        after(Duration.ofMinutes(2));
        assertThat(operated.played()).containsExactly(1L);
        assertThat(operated.record().engine().node()).contains(survivor.host().node());
    }

    @Test
    void the_game_goes_on_when_its_node_comes_back() throws InterruptedException {
        after(Duration.ofMinutes(2));
        GgScale back = operated.host("here");

        operated.clock.advance(Duration.ofSeconds(1));
        tick(back);
        assertThat(operated.record().status()).isEqualTo(RuntimeStatus.RUNNING);

        tick(back);
        assertThat(operated.played()).containsExactly(1L);
    }

    private void after(Duration time) throws InterruptedException {
        operated.clock.advance(time);
        tick(survivor);
    }

    private static void tick(GgScale host) throws InterruptedException {
        host.turns().tick();
        assertThat(host.turns().awaitIdle(Patience.limit())).isTrue();
    }
}

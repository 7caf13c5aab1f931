package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.ggscale.core.GgScale;
import org.ggscale.core.runtime.HostLife;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.turn.ForceOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FrozenHostTest {
    private final Operated operated = new Operated().external();
    private Duration freeze = Duration.ZERO;
    private final GgScale frozen = operated.host("here", this::thread);

    @AfterEach
    void close() {
        operated.close();
    }

    @Test
    void a_host_that_was_frozen_since_its_claim_does_not_send_the_turn() throws InterruptedException {
        claimAndFreeze(HostLife.LIFE);

        assertThat(operated.played()).isEmpty();
    }

    @Test
    void a_host_that_was_frozen_for_less_than_its_life_sends_it() throws InterruptedException {
        claimAndFreeze(HostLife.LIFE.minusNanos(1));

        assertThat(operated.played()).containsExactly(1L);
    }

    @Test
    void a_turn_that_an_operator_vouched_for_meanwhile_is_played_once() throws InterruptedException {
        claimAndFreeze(HostLife.LIFE);
        tick(operated.host);
        assertThat(operated.record().status()).isEqualTo(RuntimeStatus.GENERATION_FAILED);

        assertThat(operated.host.turns().force(operated.key)).isInstanceOf(ForceOutcome.Committed.class);
        tick(frozen);

        assertThat(operated.played()).containsExactly(1L);
    }

    @Test
    void a_host_that_was_not_ticked_for_long_renews_itself_before_it_forces_a_turn() throws InterruptedException {
        operated.clock.advance(Duration.ofMinutes(5));

        assertThat(operated.host.turns().force(operated.key)).isInstanceOf(ForceOutcome.Committed.class);

        assertThat(operated.played()).containsExactly(1L);
    }

    private void claimAndFreeze(Duration time) throws InterruptedException {
        operated.clock.advance(Duration.ofMinutes(1));
        freeze = time;
        tick(frozen);
    }

    private static void tick(GgScale host) throws InterruptedException {
        host.turns().tick();
        assertThat(host.turns().awaitIdle(Patience.limit())).isTrue();
    }

    private Thread thread(Runnable work) {
        return Thread.ofVirtual().unstarted(() -> {
            operated.clock.advance(freeze);
            freeze = Duration.ZERO;
            work.run();
        });
    }
}

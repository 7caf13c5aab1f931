package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.runtime.Signal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When engines are asked, and what that costs. */
class EngineProbesTest {
    private final Probed probed = new Probed();

    @AfterEach
    void close() throws InterruptedException {
        probed.onProbe = () -> {};
        probed.close();
    }

    @Test
    void every_engine_is_asked_once_in_an_interval() throws InterruptedException {
        IntStream.range(0, 20).forEach(i -> probed.game(RuntimeStatus.RUNNING));

        probed.rounds(1);
        assertThat(probed.sent).hasValue(20);

        probed.rounds(3);
        assertThat(probed.sent).hasValue(80);
    }

    @Test
    void engines_are_asked_one_after_the_other_all_over_the_interval() throws InterruptedException {
        IntStream.range(0, 200).forEach(i -> probed.game(RuntimeStatus.RUNNING));
        probed.rounds(1);

        for (int second = 0; second < 20; second++) {
            int before = probed.sent.get();
            probed.second();
            probed.settle();
            assertThat(probed.sent.get() - before).isBetween(17, 23);
        }
    }

    @Test
    void an_engine_that_takes_its_time_is_not_asked_again_meanwhile() throws InterruptedException {
        probed.game(RuntimeStatus.RUNNING);
        probed.look();
        CountDownLatch go = new CountDownLatch(1);
        probed.onProbe = () -> await(go);
        for (int second = 0; second < 35; second++) {
            probed.second();
        }
        go.countDown();
        probed.settle();
        assertThat(probed.sent).hasValue(1);

        probed.onProbe = () -> {};
        probed.rounds(1);
        assertThat(probed.sent).hasValue(2);
    }

    @Test
    void so_many_are_asked_at_once_and_no_more() throws InterruptedException {
        IntStream.range(0, 300).forEach(i -> probed.game(RuntimeStatus.RUNNING));
        probed.look();
        CountDownLatch asking = new CountDownLatch(256);
        CountDownLatch go = new CountDownLatch(1);
        probed.onProbe = () -> {
            asking.countDown();
            await(go);
        };
        for (int second = 0; second < 12; second++) {
            probed.second();
        }
        Patience.await(asking);
        assertThat(probed.sent).hasValue(256);

        go.countDown();
        probed.settle();
        assertThat(probed.sent).hasValue(300);
    }

    @Test
    void engines_that_are_well_cost_no_statement() throws InterruptedException {
        IntStream.range(0, 20).forEach(i -> probed.game(RuntimeStatus.RUNNING));
        probed.rounds(1);
        int once = probed.statements();

        probed.rounds(10);

        assertThat(probed.sent).hasValue(220);
        assertThat(probed.statements()).isEqualTo(once).isEqualTo(1);
    }

    @Test
    void an_engine_that_has_recovered_costs_no_statement_any_more() throws InterruptedException {
        RuntimeRecord game = probed.game(RuntimeStatus.RUNNING);
        probed.silence(game);
        probed.rounds(5);
        probed.revive(game);
        probed.rounds(1);
        int until = probed.statements();

        probed.rounds(5);

        assertThat(probed.statements()).isEqualTo(until);
    }

    @Test
    void an_engine_that_was_stopped_is_not_asked_any_more() throws InterruptedException {
        RuntimeRecord game = probed.game(RuntimeStatus.RUNNING);
        probed.rounds(1);
        probed.instances.stop(game.key().gameId());
        probed.rounds(1);
        int until = probed.sent.get();

        probed.rounds(3);

        assertThat(probed.sent).hasValue(until);
    }

    @Test
    void the_end_breaks_off_what_is_under_way_and_counts_it_for_nothing() throws InterruptedException {
        RuntimeRecord game = probed.game(RuntimeStatus.RUNNING);
        probed.silence(game);
        probed.rounds(2);
        CountDownLatch asking = new CountDownLatch(1);
        probed.onProbe = () -> {
            asking.countDown();
            await(new CountDownLatch(1));
        };
        while (asking.getCount() > 0) {
            probed.second();
            assertThat(probed.sent.get()).isLessThanOrEqualTo(3);
            Thread.onSpinWait();
        }

        probed.close();

        probed.settle();
        assertThat(probed.snapshots(game)).isEmpty();
        probed.onProbe = () -> {};
        probed.rounds(3);
        assertThat(probed.sent).hasValue(3);
    }

    @Test
    void a_look_that_fails_is_told_and_comes_again() throws InterruptedException {
        probed.game(RuntimeStatus.RUNNING);
        probed.away = true;
        probed.rounds(1);
        assertThat(probed.signals)
                .isNotEmpty()
                .allSatisfy(signal -> assertThat(signal)
                        .isInstanceOfSatisfying(
                                Signal.DutyFailed.class,
                                failed -> assertThat(failed.duty()).isEqualTo("listing of the engines to be probed")));
        assertThat(probed.sent).hasValue(0);

        probed.away = false;
        probed.rounds(2);

        assertThat(probed.sent).hasValue(1);
    }

    @Test
    void engines_that_are_known_are_asked_while_the_backend_is_silent() throws InterruptedException {
        probed.game(RuntimeStatus.RUNNING);
        probed.rounds(1);
        probed.instances.silent(true);

        probed.rounds(2);

        assertThat(probed.signals).isNotEmpty().hasOnlyElementsOfType(Signal.DutyFailed.class);
        assertThat(probed.sent).hasValue(3);
    }

    @Test
    void objects_of_this_process_are_not_asked() throws InterruptedException {
        probed.startObject();
        probed.game(RuntimeStatus.RUNNING);

        probed.rounds(3);

        assertThat(probed.sent).hasValue(3);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

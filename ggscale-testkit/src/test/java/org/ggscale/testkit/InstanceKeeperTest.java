package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.runtime.EngineBinding;
import org.ggscale.core.runtime.Failure;
import org.ggscale.core.runtime.FailureCode;
import org.ggscale.core.runtime.InstanceKeeper;
import org.ggscale.core.runtime.OperationEntry.Operation;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InstanceKeeperTest {
    private final Kept kept = new Kept();

    @AfterEach
    void close() {
        kept.close();
    }

    @Test
    void it_compares_at_the_start_and_every_interval() throws InterruptedException {
        AtomicInteger listings = countListings();

        kept.keeper.start();
        assertThat(listings).hasValue(1);
        kept.passAfter(Kept.INTERVAL.minusMillis(1));
        assertThat(listings).hasValue(1);
        kept.passAfter(Duration.ofMillis(1));
        assertThat(listings).hasValue(2);
    }

    @Test
    void one_comparison_runs_at_a_time_and_nobody_waits_for_it() throws InterruptedException {
        CountDownLatch answer = new CountDownLatch(1);
        kept.afterCall = call -> await(answer);
        kept.operated.clock.advance(Kept.INTERVAL);
        kept.keeper.tick();

        kept.operated.clock.advance(Kept.INTERVAL);
        kept.keeper.tick();

        assertThat(kept.begun()).isEqualTo(1);
        answer.countDown();
        kept.keeper.close();
        assertThat(kept.signals).isEmpty();
    }

    @Test
    void a_keeper_that_was_closed_compares_nothing_more() throws InterruptedException {
        AtomicInteger listings = countListings();

        kept.keeper.close();
        kept.pass();

        assertThat(listings).hasValue(0);
    }

    @Test
    void the_end_of_the_current_instance_marks_its_game_at_once() {
        kept.keeper.start();

        kept.instances.crash(kept.gameId, EngineHealth.OOM);

        assertThat(kept.record().status()).isEqualTo(RuntimeStatus.ENGINE_UNREACHABLE);
        assertThat(kept.record().engine().health()).isEqualTo(EngineHealth.OOM);
    }

    @Test
    void an_end_that_is_heard_of_after_the_turn_has_failed_still_says_how_the_engine_ended() {
        unreachable(FailureCode.ENGINE_UNREACHABLE, kept.record().engine());

        kept.instances.crash(kept.gameId, EngineHealth.OOM);

        assertThat(kept.record().status()).isEqualTo(RuntimeStatus.ENGINE_UNREACHABLE);
        assertThat(kept.record().engine().health()).isEqualTo(EngineHealth.OOM);
        assertThat(kept.record().lastFailure()).map(Failure::message).hasValue("scripted");
    }

    @Test
    void why_an_engine_does_not_start_again_is_not_written_over_by_how_it_ended() {
        RuntimeRecord before =
                unreachable(FailureCode.CONTAINER_START_FAILED, kept.record().engine());

        kept.instances.crash(kept.gameId, EngineHealth.EXITED);

        assertThat(kept.record()).isEqualTo(before);
    }

    @Test
    void the_end_of_an_instance_that_did_not_come_up_is_not_the_end_of_the_one_before() {
        EngineInstance running = kept.instances.list().getFirst();
        EngineInstance previous =
                new EngineInstance("the one before", running.gameId(), running.token(), running.endpoint());
        RuntimeRecord before = unreachable(
                FailureCode.ENGINE_UNREACHABLE, kept.record().engine().with(previous));

        kept.instances.crash(kept.gameId, EngineHealth.EXITED);

        assertThat(kept.record()).isEqualTo(before);
    }

    @Test
    void the_end_of_any_other_instance_marks_nothing() {
        kept.operated.host.close();
        kept.keeper.start();
        RuntimeRecord before = kept.became(RuntimeStatus.RUNNING, next -> next.engine(kept.announced()));

        kept.instances.crash(kept.gameId, EngineHealth.EXITED);

        assertThat(kept.record()).isEqualTo(before);
    }

    @Test
    void two_keepers_of_one_node_do_everything_once() throws InterruptedException {
        kept.became(RuntimeStatus.RUNNING, next -> next.engine(kept.announced()));
        InstanceKeeper other = kept.keeper();

        kept.pass();
        other.start();

        assertThat(kept.operated.operations())
                .filteredOn(entry -> entry.operation() == Operation.RECONCILE_REMOVE)
                .extracting(entry -> entry.detail().get("reason"))
                .containsExactlyInAnyOrder("superseded", "disappeared");
        other.close();
    }

    @Test
    void many_keepers_at_once_publish_an_end_once() {
        kept.instances.vanish(kept.gameId);
        int before = kept.operated.events().size();

        assertThat(Crowd.of(number -> {
                    InstanceKeeper keeper = kept.keeper();
                    keeper.start();
                    keeper.close();
                    return number;
                }))
                .hasSize(Crowd.SIZE);

        assertThat(kept.operated.events()).hasSize(before + 1);
        assertThat(kept.logged(Operation.RECONCILE_REMOVE)).isPresent();
        assertThat(kept.record().status()).isEqualTo(RuntimeStatus.ENGINE_UNREACHABLE);
    }

    /** The keeper alone hears what happens then. */
    private RuntimeRecord unreachable(FailureCode code, EngineBinding engine) {
        kept.operated.host.close();
        kept.keeper.start();
        Failure failure = new Failure(code, "Connection reset", kept.operated.clock.instant());
        return kept.became(
                RuntimeStatus.ENGINE_UNREACHABLE,
                next -> next.owner(null).engine(engine).lastFailure(failure));
    }

    private AtomicInteger countListings() {
        AtomicInteger listings = new AtomicInteger();
        kept.afterCall = call -> {
            if (call.contains("EngineInstances.list")) {
                listings.incrementAndGet();
            }
        };
        return listings;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(Patience.limit().toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

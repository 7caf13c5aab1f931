package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.testkit.Fixtures.VERSION;
import static org.ggscale.testkit.Fixtures.newGameId;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.engine.EngineInstances.Inspection;
import org.ggscale.core.engine.EngineInstances.Sighting;
import org.ggscale.core.engine.EngineInstances.Specification;
import org.ggscale.core.engine.EngineInstances.Start;
import org.ggscale.core.engine.EngineInstances.Watch;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.core.game.GameId;
import org.junit.jupiter.api.Test;

/** What {@link EngineInstances} keep whose instances may end by themselves: all but those that are Java objects. */
public interface EngineWatchContract {
    /** Returns the backend under test: without instances before each test, the same object throughout it. */
    Backend backend();

    /** A backend, and how its instances end. */
    interface Backend {
        /** Returns the port under test. */
        EngineInstances instances();

        /** Returns an image that works. */
        ImageRef image();

        /** Ends a running instance behind the backend's back, as if its program had crashed. */
        void crash(EngineInstance instance);
    }

    @Test
    default void an_instance_that_ends_by_itself_is_reported() throws InterruptedException {
        BlockingQueue<Sighting> reports = new LinkedBlockingQueue<>();
        try (Watch watch = instances().watch(reports::add)) {
            EngineInstance instance = started(newGameId());

            backend().crash(instance);

            Sighting ended = next(reports);
            assertThat(ended.instance()).isEqualTo(instance);
            assertThat(ended.health()).isEqualTo(EngineHealth.EXITED);
        }
    }

    @Test
    default void every_watch_hears_of_it() throws InterruptedException {
        BlockingQueue<Sighting> one = new LinkedBlockingQueue<>();
        BlockingQueue<Sighting> two = new LinkedBlockingQueue<>();
        try (Watch first = instances().watch(one::add);
                Watch second = instances().watch(two::add)) {
            backend().crash(started(newGameId()));

            assertThat(next(one)).isEqualTo(next(two));
        }
    }

    @Test
    default void an_instance_that_was_ended_on_demand_is_not_reported() throws InterruptedException {
        BlockingQueue<Sighting> reports = new LinkedBlockingQueue<>();
        try (Watch watch = instances().watch(reports::add)) {
            GameId stopped = started(newGameId()).gameId();
            instances().stop(stopped);
            GameId replaced = started(newGameId()).gameId();
            started(replaced);
            GameId discarded = started(newGameId()).gameId();
            instances().discard(discarded);
            instances().remove(started(newGameId()));
            EngineInstance control = started(newGameId());

            backend().crash(control);

            assertThat(next(reports).instance()).isEqualTo(control);
        }
    }

    @Test
    default void an_instance_that_has_ended_is_not_listed_and_can_be_started_again() throws InterruptedException {
        BlockingQueue<Sighting> reports = new LinkedBlockingQueue<>();
        try (Watch watch = instances().watch(reports::add)) {
            EngineInstance ended = started(newGameId());
            backend().crash(ended);
            next(reports);
            assertThat(instances().list()).isEmpty();

            assertThat(instances().list())
                    .doesNotContain(started(ended.gameId()))
                    .isEmpty();
        }
    }

    @Test
    default void an_instance_that_has_ended_is_found_as_ended_or_not_at_all() throws InterruptedException {
        BlockingQueue<Sighting> reports = new LinkedBlockingQueue<>();
        try (Watch watch = instances().watch(reports::add)) {
            EngineInstance ended = started(newGameId());
            backend().crash(ended);
            next(reports);

            switch (instances().inspect(ended.gameId(), ended.token())) {
                case Inspection.Running running -> throw new AssertionError(running);
                case Inspection.Ended(EngineHealth health, String detail) ->
                    assertThat(health).isEqualTo(EngineHealth.EXITED);
                case Inspection.Gone() -> assertThat(instances().list()).isEmpty();
            }
        }
    }

    @Test
    default void a_closed_watch_hears_nothing_more() throws InterruptedException {
        BlockingQueue<Sighting> open = new LinkedBlockingQueue<>();
        BlockingQueue<Sighting> closed = new LinkedBlockingQueue<>();
        instances().watch(closed::add).close();
        try (Watch watch = instances().watch(open::add)) {
            backend().crash(started(newGameId()));

            next(open);
            assertThat(closed).isEmpty();
        }
    }

    private EngineInstances instances() {
        return backend().instances();
    }

    private EngineInstance started(GameId gameId) {
        Start start = instances()
                .start(new Specification(
                        gameId,
                        new InstanceToken("token"),
                        EngineInstancesContract.EPOCHS.incrementAndGet(),
                        VERSION,
                        backend().image(),
                        Duration.ofSeconds(20)));
        assertThat(start).isInstanceOf(Start.Started.class);
        return ((Start.Started) start).instance();
    }

    private static Sighting next(BlockingQueue<Sighting> reports) throws InterruptedException {
        Sighting ended = reports.poll(Patience.limit().toNanos(), TimeUnit.NANOSECONDS);
        assertThat(ended).as("a report in time").isNotNull();
        return ended;
    }
}

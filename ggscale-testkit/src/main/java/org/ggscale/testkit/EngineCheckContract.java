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
import org.junit.jupiter.api.Test;

/** What {@link EngineInstances} keep whose backend checks its instances by itself, as images with a health check want. */
public interface EngineCheckContract {
    /** Returns the backend under test: without instances before each test, the same object throughout it. */
    Backend backend();

    /** A backend, and what its own check says. */
    interface Backend {
        /** Returns the port under test. */
        EngineInstances instances();

        /** Returns an image that works and is checked. */
        ImageRef checkedImage();

        /** Lets the backend's own check of a running instance find it ill, or well again. */
        void check(EngineInstance instance, boolean well);
    }

    @Test
    default void the_backends_own_check_is_reported_when_it_changes_its_mind() throws InterruptedException {
        BlockingQueue<Sighting> reports = new LinkedBlockingQueue<>();
        try (Watch watch = backend().instances().watch(reports::add)) {
            EngineInstance instance = started();

            backend().check(instance, false);
            Sighting ill = next(reports, EngineHealth.INSPECT_UNHEALTHY);
            backend().check(instance, true);
            Sighting well = next(reports, EngineHealth.HEALTHY);

            assertThat(ill.instance()).isEqualTo(instance);
            assertThat(well.instance()).isEqualTo(instance);
        }
    }

    @Test
    default void an_instance_that_is_ill_still_runs() throws InterruptedException {
        BlockingQueue<Sighting> reports = new LinkedBlockingQueue<>();
        try (Watch watch = backend().instances().watch(reports::add)) {
            EngineInstance instance = started();

            backend().check(instance, false);
            Sighting unused = next(reports, EngineHealth.INSPECT_UNHEALTHY);

            assertThat(backend().instances().list()).containsExactly(instance);
            assertThat(backend().instances().inspect(instance.gameId(), instance.token()))
                    .isEqualTo(new Inspection.Running(instance));
        }
    }

    private EngineInstance started() {
        Start start = backend()
                .instances()
                .start(new Specification(
                        newGameId(),
                        new InstanceToken("token"),
                        EngineInstancesContract.EPOCHS.incrementAndGet(),
                        VERSION,
                        backend().checkedImage(),
                        Duration.ofSeconds(20)));
        return ((Start.Started) start).instance();
    }

    /** A backend that finds a new instance well may say so first. */
    private static Sighting next(BlockingQueue<Sighting> reports, EngineHealth health) throws InterruptedException {
        Sighting sighting;
        do {
            sighting = reports.poll(Patience.limit().toNanos(), TimeUnit.NANOSECONDS);
            assertThat(sighting).as("a report of " + health + " in time").isNotNull();
        } while (sighting.health() != health);
        return sighting;
    }
}

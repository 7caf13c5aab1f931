package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.ggscale.testkit.Fixtures.VERSION;
import static org.ggscale.testkit.Fixtures.newGameId;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.engine.EngineInstances.Specification;
import org.ggscale.core.engine.EngineInstances.Start;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.InstanceToken;
import org.junit.jupiter.api.Test;

/** What {@link EngineInstances} keep whose backend may be away: nothing is said of what runs, and nothing seems done. */
public interface EngineOutageContract {
    /** Returns the backend under test, which answers before each test; the same object throughout it. */
    Backend backend();

    /** A backend that can go away. */
    interface Backend {
        /** Returns the port under test. */
        EngineInstances instances();

        /** Returns an image that works. */
        ImageRef image();

        /** Lets the backend answer nothing any more. */
        void goAway();
    }

    @Test
    default void a_listing_that_failed_is_no_empty_list() {
        EngineInstance unused = started();
        backend().goAway();

        assertUnavailable(() -> instances().list());
    }

    @Test
    default void a_look_that_failed_finds_nothing_gone() {
        EngineInstance instance = started();
        backend().goAway();

        assertUnavailable(() -> instances().inspect(instance.gameId(), instance.token()));
    }

    @Test
    default void what_cannot_be_started_now_has_not_failed() {
        backend().goAway();

        assertUnavailable(this::started);
    }

    @Test
    default void what_cannot_be_ended_now_is_not_taken_for_ended() {
        EngineInstance instance = started();
        backend().goAway();

        assertUnavailable(() -> instances().stop(instance.gameId()));
        assertUnavailable(() -> instances().discard(instance.gameId()));
        assertUnavailable(() -> instances().remove(instance));
    }

    private EngineInstances instances() {
        return backend().instances();
    }

    private EngineInstance started() {
        Start start = instances()
                .start(new Specification(
                        newGameId(),
                        new InstanceToken("token"),
                        EngineInstancesContract.EPOCHS.incrementAndGet(),
                        VERSION,
                        backend().image(),
                        Duration.ofSeconds(20)));
        return ((Start.Started) start).instance();
    }

    private static void assertUnavailable(ThrowingCallable call) {
        assertThatExceptionOfType(UnavailableException.class).isThrownBy(call);
    }
}

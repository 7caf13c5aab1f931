package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.testkit.Fixtures.VERSION;
import static org.ggscale.testkit.Fixtures.newGameId;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.engine.EngineInstances.Inspection;
import org.ggscale.core.engine.EngineInstances.Preparation;
import org.ggscale.core.engine.EngineInstances.Specification;
import org.ggscale.core.engine.EngineInstances.Start;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.core.game.GameId;
import org.junit.jupiter.api.Test;

/** What every {@link EngineInstances} keeps; what it says of instances that end by themselves is in a contract of its own. */
public interface EngineInstancesContract {
    /** The epochs of what tests start: no start has that of an earlier one. */
    AtomicLong EPOCHS = new AtomicLong();

    /** Returns the backend under test: without instances before each test, the same object throughout it. */
    Backend backend();

    /** A backend, and what a test has to know of it. */
    interface Backend {
        /** Returns the port under test. */
        EngineInstances instances();

        /** Returns an image that works. */
        ImageRef image();

        /** Returns an image whose start fails. */
        ImageRef brokenImage();

        /** Returns an image of a kind that this backend does not start. */
        ImageRef foreignImage();

        /** Returns whether an engine answers {@code /healthz} there now. */
        boolean answers(EngineEndpoint endpoint);

        /** Leaves a mark in the state of a running instance. */
        void mark(EngineInstance instance);

        /** Returns whether the state of a running instance has the mark. */
        boolean isMarked(EngineInstance instance);
    }

    @Test
    default void it_starts_images_of_its_own_kind() {
        assertThat(instances().starts(backend().image())).isTrue();
        assertThat(instances().starts(backend().foreignImage())).isFalse();
    }

    @Test
    default void a_prepared_image_can_be_started() {
        ImageRef pinned = prepared(backend().image());

        assertThat(instances().starts(pinned)).isTrue();
        assertThat(instances().start(specification(newGameId(), "a", pinned))).isInstanceOf(Start.Started.class);
    }

    @Test
    default void what_was_pinned_is_itself_when_prepared_again() {
        ImageRef pinned = prepared(backend().image());

        assertThat(prepared(pinned)).isEqualTo(pinned);
    }

    @Test
    default void a_preparation_touches_nothing_that_runs() {
        EngineInstance running = started(newGameId(), "a");

        ImageRef unused = prepared(backend().image());

        assertThat(instances().list()).containsExactly(running);
        assertThat(backend().answers(running.endpoint())).isTrue();
    }

    @Test
    default void a_started_instance_answers_and_carries_its_game_and_token() {
        GameId gameId = newGameId();

        EngineInstance instance = started(gameId, "token-7");

        assertThat(backend().answers(instance.endpoint())).isTrue();
        assertThat(instance.gameId()).isEqualTo(gameId);
        assertThat(instance.token()).isEqualTo(new InstanceToken("token-7"));
        assertThat(instance.id()).isNotBlank();
    }

    @Test
    default void running_instances_are_listed() {
        EngineInstance first = started(newGameId(), "a");
        EngineInstance second = started(newGameId(), "b");

        assertThat(instances().list()).containsExactlyInAnyOrder(first, second);
    }

    @Test
    default void a_stopped_instance_is_gone_when_stop_returns() {
        EngineInstance stopped = started(newGameId(), "a");
        EngineInstance other = started(newGameId(), "b");

        instances().stop(stopped.gameId());

        assertThat(backend().answers(stopped.endpoint())).isFalse();
        assertThat(backend().answers(other.endpoint())).isTrue();
        assertThat(instances().list()).containsExactly(other);
    }

    @Test
    default void ending_what_does_not_run_does_nothing() {
        EngineInstance other = started(newGameId(), "a");

        instances().stop(newGameId());
        instances().discard(newGameId());

        assertThat(instances().list()).containsExactly(other);
        assertThat(backend().answers(other.endpoint())).isTrue();
    }

    @Test
    default void an_address_is_not_given_again() {
        GameId gameId = newGameId();

        List<EngineEndpoint> addresses = Stream.generate(() -> {
                    EngineInstance instance = started(gameId, "a");
                    instances().stop(gameId);
                    return instance.endpoint();
                })
                .limit(4)
                .toList();

        assertThat(addresses).doesNotHaveDuplicates();
    }

    @Test
    default void starting_again_ends_the_earlier_instance() {
        GameId gameId = newGameId();
        EngineInstance earlier = started(gameId, "a");

        EngineInstance later = started(gameId, "b");

        assertThat(later.endpoint()).isNotEqualTo(earlier.endpoint());
        assertThat(backend().answers(earlier.endpoint())).isFalse();
        assertThat(backend().answers(later.endpoint())).isTrue();
        assertThat(instances().list()).containsExactly(later);
    }

    @Test
    default void the_state_survives_stop_and_start() {
        GameId gameId = newGameId();
        backend().mark(started(gameId, "a"));

        instances().stop(gameId);

        assertThat(backend().isMarked(started(gameId, "b"))).isTrue();
        assertThat(backend().isMarked(started(gameId, "c"))).isTrue();
    }

    @Test
    default void games_do_not_share_their_state() {
        backend().mark(started(newGameId(), "a"));

        assertThat(backend().isMarked(started(newGameId(), "b"))).isFalse();
    }

    @Test
    default void a_discarded_game_is_gone_with_its_state() {
        GameId gameId = newGameId();
        EngineInstance discarded = started(gameId, "a");
        backend().mark(discarded);

        instances().discard(gameId);

        assertThat(backend().answers(discarded.endpoint())).isFalse();
        assertThat(instances().list()).isEmpty();
        assertThat(backend().isMarked(started(gameId, "b"))).isFalse();
    }

    @Test
    default void a_stopped_game_can_be_discarded() {
        GameId gameId = newGameId();
        backend().mark(started(gameId, "a"));
        instances().stop(gameId);

        instances().discard(gameId);

        assertThat(backend().isMarked(started(gameId, "b"))).isFalse();
    }

    @Test
    default void a_removed_instance_is_gone_and_its_state_stays() {
        GameId gameId = newGameId();
        EngineInstance removed = started(gameId, "a");
        EngineInstance other = started(newGameId(), "b");
        backend().mark(removed);

        instances().remove(removed);

        assertThat(backend().answers(removed.endpoint())).isFalse();
        assertThat(instances().list()).containsExactly(other);
        assertThat(backend().isMarked(started(gameId, "c"))).isTrue();
    }

    @Test
    default void the_removal_of_an_earlier_instance_leaves_the_later_one_alone() {
        GameId gameId = newGameId();
        EngineInstance earlier = started(gameId, "a");
        EngineInstance later = started(gameId, "b");

        instances().remove(earlier);

        assertThat(instances().list()).containsExactly(later);
        assertThat(backend().answers(later.endpoint())).isTrue();
    }

    @Test
    default void an_instance_is_found_by_its_game_and_token() {
        EngineInstance instance = started(newGameId(), "a");

        assertThat(instances().inspect(instance.gameId(), instance.token()))
                .isEqualTo(new Inspection.Running(instance));
        assertThat(instances().inspect(instance.gameId(), new InstanceToken("b")))
                .isEqualTo(new Inspection.Gone());
        assertThat(instances().inspect(newGameId(), instance.token())).isEqualTo(new Inspection.Gone());
    }

    @Test
    default void an_instance_that_was_ended_on_demand_is_gone() {
        GameId gameId = newGameId();
        EngineInstance replaced = started(gameId, "a");
        EngineInstance stopped = started(gameId, "b");
        instances().stop(gameId);
        EngineInstance removed = started(newGameId(), "c");
        instances().remove(removed);

        assertThat(Stream.of(replaced, stopped, removed)
                        .map(instance -> instances().inspect(instance.gameId(), instance.token())))
                .containsOnly(new Inspection.Gone());
    }

    @Test
    default void a_failed_start_leaves_nothing_running() {
        GameId gameId = newGameId();
        EngineInstance earlier = started(gameId, "a");

        assertThat(instances().start(specification(gameId, "b", backend().brokenImage())))
                .isInstanceOfSatisfying(
                        Start.Failed.class,
                        failed -> assertThat(failed.reason()).isNotBlank());

        assertThat(instances().list()).isEmpty();
        assertThat(backend().answers(earlier.endpoint())).isFalse();
    }

    @Test
    default void of_many_starts_of_one_game_at_once_one_instance_is_left() {
        GameId gameId = newGameId();

        List<EngineInstance> started = Crowd.of(number -> started(gameId, "token-" + number));

        assertThat(instances().list()).hasSize(1);
        assertThat(started)
                .filteredOn(instance -> backend().answers(instance.endpoint()))
                .isEqualTo(instances().list());
    }

    private EngineInstances instances() {
        return backend().instances();
    }

    private EngineInstance started(GameId gameId, String token) {
        Start start = instances().start(specification(gameId, token, backend().image()));
        assertThat(start).isInstanceOf(Start.Started.class);
        return ((Start.Started) start).instance();
    }

    private ImageRef prepared(ImageRef image) {
        Preparation preparation = instances().prepare(image);
        assertThat(preparation).isInstanceOf(Preparation.Ready.class);
        return ((Preparation.Ready) preparation).pinned();
    }

    private static Specification specification(GameId gameId, String token, ImageRef image) {
        return new Specification(
                gameId, new InstanceToken(token), EPOCHS.incrementAndGet(), VERSION, image, Duration.ofSeconds(20));
    }
}

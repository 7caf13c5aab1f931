package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.engine.CombinedEngineInstances;
import org.ggscale.core.engine.EngineClient;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.engine.EngineInstances.Inspection;
import org.ggscale.core.engine.EngineInstances.Specification;
import org.ggscale.core.engine.EngineInstances.Start;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.InProcessEngines;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.core.engine.RoutedEngineClient;
import org.ggscale.core.game.GameId;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RoutedEnginesTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final ImageRef OBJECT = ImageRef.parse("in-process:game");

    private final AtomicInteger created = new AtomicInteger();
    private final InProcessEngines objects = new InProcessEngines(Map.of("game", gameId -> {
        created.incrementAndGet();
        return new ScriptedGame();
    }));
    private final ScriptedBackend backend =
            new ScriptedBackend(scripted -> new CombinedEngineInstances(List.of(objects, scripted)));
    private final EngineClient routed = new RoutedEngineClient(objects, backend.network());

    @Nested
    class Calls implements EngineClientContract {
        @Override
        public EngineTransport transport() {
            return backend.network().through(routed);
        }
    }

    @Nested
    class Instances implements EngineInstancesContract {
        @Override
        public Backend backend() {
            return backend;
        }
    }

    @Nested
    class Away implements EngineOutageContract {
        @Override
        public EngineOutageContract.Backend backend() {
            return backend;
        }
    }

    @Test
    void a_game_that_is_started_by_another_backend_ends_where_it_ran() {
        GameId gameId = Fixtures.newGameId();
        EngineInstances combined = backend.instances();
        combined.start(specification(gameId, OBJECT));

        combined.start(specification(gameId, Fixtures.IMAGE));

        assertThat(objects.list()).isEmpty();
        assertThat(combined.list()).hasSize(1);
    }

    @Test
    void what_one_backend_runs_is_found_and_ended_while_another_does_not_answer() {
        GameId gameId = Fixtures.newGameId();
        EngineInstance instance = ((Start.Started) backend.instances().start(specification(gameId, OBJECT))).instance();
        EngineInstances other = new CombinedEngineInstances(List.of(backend.scripted(), objects));
        backend.scripted().silent(true);

        assertThat(other.inspect(gameId, instance.token())).isEqualTo(new Inspection.Running(instance));
        other.remove(instance);

        assertThat(objects.list()).isEmpty();
    }

    @Test
    void a_backend_that_does_not_answer_keeps_no_other_from_starting() {
        backend.scripted().silent(true);

        assertThat(backend.instances().start(specification(Fixtures.newGameId(), OBJECT)))
                .isInstanceOf(Start.Started.class);
    }

    /** Backends may keep states in one place, and an engine that still runs could lead the deletion astray. */
    @Test
    void no_state_is_deleted_before_every_backend_has_said_that_the_game_runs_nowhere() {
        GameId gameId = Fixtures.newGameId();
        EngineInstances combined = backend.instances();
        combined.start(specification(gameId, OBJECT));
        backend.scripted().silent(true);

        assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> combined.discard(gameId));

        combined.start(specification(gameId, OBJECT));
        assertThat(created).hasValue(1);
    }

    private static Specification specification(GameId gameId, ImageRef image) {
        return new Specification(gameId, new InstanceToken("t"), 1, Fixtures.VERSION, image, TIMEOUT);
    }

    @Test
    void every_backend_starts_its_own_kind_and_is_called_in_its_own_way() {
        for (ImageRef image : List.of(OBJECT, Fixtures.IMAGE)) {
            GameId gameId = Fixtures.newGameId();
            Start start = backend.instances().start(specification(gameId, image));

            assertThat(start)
                    .isInstanceOfSatisfying(
                            Start.Started.class,
                            started -> assertThat(
                                            routed.alive(started.instance().endpoint(), TIMEOUT))
                                    .isTrue());
        }
        assertThat(objects.list()).hasSize(1);
        assertThat(backend.scripted().list()).hasSize(1);
        assertThat(backend.instances().list()).hasSize(2);
    }
}

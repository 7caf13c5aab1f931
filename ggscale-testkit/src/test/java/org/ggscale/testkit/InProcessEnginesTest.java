package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ggscale.core.engine.EngineClient;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.engine.EngineInstances.Specification;
import org.ggscale.core.engine.EngineInstances.Start;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.InProcessEngine;
import org.ggscale.core.engine.InProcessEngines;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.RaceName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class InProcessEnginesTest implements EngineInstancesContract {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Map<GameId, InProcessEngine> objects = new ConcurrentHashMap<>();
    private final InProcessEngines engines = new InProcessEngines(Map.of("probe", this::object));

    @Override
    public Backend backend() {
        return new ObjectBackend();
    }

    @Nested
    class Calls implements EngineClientContract {
        @Override
        public EngineTransport transport() {
            return new ObjectTransport();
        }
    }

    private InProcessEngine object(GameId gameId) {
        return Optional.ofNullable(objects.get(gameId)).orElseGet(ScriptedGame::new);
    }

    private EngineInstance start(GameId gameId) {
        Start start = engines.start(new Specification(
                gameId, new InstanceToken("t"), 1, Fixtures.VERSION, ImageRef.parse("in-process:probe"), TIMEOUT));
        assertThat(start).isInstanceOf(Start.Started.class);
        return ((Start.Started) start).instance();
    }

    @Test
    void an_object_that_cannot_be_made_is_a_failed_start() {
        InProcessEngines broken = new InProcessEngines(Map.of("broken", gameId -> {
            throw new IllegalStateException("no rules");
        }));
        Specification specification = new Specification(
                Fixtures.newGameId(),
                new InstanceToken("t"),
                1,
                Fixtures.VERSION,
                ImageRef.parse("in-process:broken"),
                TIMEOUT);

        assertThat(broken.start(specification))
                .isInstanceOfSatisfying(
                        Start.Failed.class,
                        failed -> assertThat(failed.reason()).contains("no rules"));
        assertThat(broken.list()).isEmpty();
    }

    /** Objects that are called directly. */
    private final class ObjectTransport implements EngineTransport {
        @Override
        public EngineClient client() {
            return engines;
        }

        @Override
        public EngineEndpoint serve(GameId gameId, InProcessEngine engine) {
            objects.put(gameId, engine);
            return start(gameId).endpoint();
        }

        @Override
        public EngineEndpoint nowhere() {
            EngineInstance instance = start(Fixtures.newGameId());
            engines.stop(instance.gameId());
            return instance.endpoint();
        }
    }

    /** Objects as instances; the mark in a game's state is that it was begun. */
    private final class ObjectBackend implements Backend {
        @Override
        public EngineInstances instances() {
            return engines;
        }

        @Override
        public ImageRef image() {
            return ImageRef.parse("in-process:probe");
        }

        @Override
        public ImageRef brokenImage() {
            return ImageRef.parse("in-process:unknown");
        }

        @Override
        public ImageRef foreignImage() {
            return Fixtures.IMAGE;
        }

        @Override
        public boolean answers(EngineEndpoint endpoint) {
            return engines.alive(endpoint, TIMEOUT);
        }

        @Override
        public void mark(EngineInstance instance) {
            engines.init(instance.endpoint(), instance.gameId(), List.of(new RaceName("Humans")), TIMEOUT);
        }

        @Override
        public boolean isMarked(EngineInstance instance) {
            return engines.status(instance.endpoint(), instance.gameId(), TIMEOUT) instanceof EngineReply.Answered;
        }
    }
}

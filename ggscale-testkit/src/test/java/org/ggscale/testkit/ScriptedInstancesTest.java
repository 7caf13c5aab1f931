package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.EngineInstances.Preparation;
import org.ggscale.core.engine.EngineInstances.Specification;
import org.ggscale.core.engine.EngineInstances.Start;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.RaceName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ScriptedInstancesTest implements EngineInstancesContract {
    private final ScriptedBackend backend = new ScriptedBackend();

    @Override
    public Backend backend() {
        return backend;
    }

    @Nested
    class Watching implements EngineWatchContract {
        @Override
        public EngineWatchContract.Backend backend() {
            return backend;
        }
    }

    @Nested
    class Checking implements EngineCheckContract {
        @Override
        public EngineCheckContract.Backend backend() {
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
    void a_turn_that_arrives_after_a_restart_reaches_nothing() {
        GameId gameId = Fixtures.newGameId();
        EngineInstance first = start(gameId);
        ScriptedGame game = backend.scripted().game(gameId).orElseThrow();
        game.init(gameId, List.of(new RaceName("Humans")));
        LateTurn late = new LateTurn();
        backend.network().onNextTurn(late);
        backend.network().turn(first.endpoint(), gameId, 0, Duration.ofSeconds(10));

        start(gameId);
        late.deliver();

        assertThat(game.ledger()).isEmpty();
    }

    @Test
    void a_start_fails_once_when_told_to() {
        GameId gameId = Fixtures.newGameId();
        backend.scripted().failNextStart(Start.Cause.IMAGE_PULL_FAILED);

        assertThat(backend.instances().start(specification(gameId)))
                .isEqualTo(new Start.Failed(Start.Cause.IMAGE_PULL_FAILED, "scripted"));
        assertThat(backend.instances().start(specification(gameId))).isInstanceOf(Start.Started.class);
    }

    @Test
    void a_preparation_ends_once_as_it_was_told_to() {
        Preparation pulled = new Preparation.Ready(ImageRef.parse("engine:1@sha256:" + "0".repeat(64)), true);
        backend.scripted().onNextPreparation(pulled);

        assertThat(backend.instances().prepare(backend.image())).isEqualTo(pulled);
        assertThat(backend.instances().prepare(backend.image()))
                .isEqualTo(new Preparation.Ready(backend.image(), false));
    }

    private EngineInstance start(GameId gameId) {
        return ((Start.Started) backend.instances().start(specification(gameId))).instance();
    }

    private Specification specification(GameId gameId) {
        return new Specification(
                gameId, new InstanceToken("t"), 1, Fixtures.VERSION, backend.image(), Duration.ofSeconds(10));
    }
}

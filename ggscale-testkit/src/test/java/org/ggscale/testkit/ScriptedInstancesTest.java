package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.EngineInstances.Specification;
import org.ggscale.core.engine.EngineInstances.Start;
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

    private EngineInstance start(GameId gameId) {
        return ((Start.Started) backend.instances().start(specification(gameId))).instance();
    }

    private Specification specification(GameId gameId) {
        return new Specification(
                gameId, new InstanceToken("t"), Fixtures.VERSION, backend.image(), Duration.ofSeconds(10));
    }
}

package org.ggscale.examples.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Injector;
import io.avaje.inject.BeanScope;
import java.util.UUID;
import org.ggscale.core.GgScale;
import org.ggscale.core.engine.EngineAnswer;
import org.ggscale.core.game.GameId;
import org.ggscale.core.play.PlayOutcome;
import org.ggscale.core.runtime.Registration;
import org.ggscale.core.turn.ForceOutcome;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class WiringTest {
    private final GameId game = new GameId(new UUID(0, 1));

    @Test
    void guice_wires_a_turn() throws InterruptedException {
        Injector injector = Guice.createInjector(new GuiceModule());
        try (GgScale ggscale = injector.getInstance(GgScale.class)) {
            playTurn(injector.getInstance(Arena.class));
        }
    }

    @Test
    void avaje_wires_a_turn() throws InterruptedException {
        try (BeanScope scope = BeanScope.builder().build()) {
            playTurn(scope.get(Arena.class));
        }
    }

    @Test
    void spring_wires_a_turn() throws InterruptedException {
        try (var context = new AnnotationConfigApplicationContext(SpringConfiguration.class)) {
            playTurn(context.getBean(Arena.class));
        }
    }

    private void playTurn(Arena arena) throws InterruptedException {
        assertThat(arena.begin(game)).isInstanceOf(Registration.Registered.class);
        assertThat(arena.order(game, 7))
                .isInstanceOfSatisfying(
                        PlayOutcome.Answered.class,
                        played -> assertThat(played.answer()).isInstanceOf(EngineAnswer.Json.class));
        assertThat(arena.turn(game))
                .isInstanceOfSatisfying(
                        ForceOutcome.Committed.class,
                        committed ->
                                assertThat(committed.record().currentTurn()).isEqualTo(1));
    }
}

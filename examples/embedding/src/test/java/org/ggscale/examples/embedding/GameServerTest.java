package org.ggscale.examples.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.schedule.TurnSchedule;
import org.ggscale.testkit.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GameServerTest {
    private final ManualClock clock = ManualClock.at("2030-01-01T00:00:00Z");
    private final GameLoop loop = new GameLoop(Duration.ofMillis(50));
    private final List<RuntimeEvent> heard = new ArrayList<>();
    private final GameServer server =
            new GameServer(loop, Stores.inMemory().clock(clock), clock::nanoTime, Optional.empty(), heard::add);
    private GameKey game;

    @BeforeEach
    void open() {
        server.open();
        game = server.begin(TurnSchedule.parse("@daily"), "ann", "bob");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void the_servers_loop_plays_a_turn_when_it_is_due_and_not_before() throws InterruptedException {
        framesAfter(Duration.ofHours(23));
        assertThat(currentTurn()).isZero();

        framesAfter(Duration.ofHours(1));
        assertThat(currentTurn()).isEqualTo(1);
    }

    @Test
    void orders_are_taken_and_nonsense_and_strangers_are_told_why_not() {
        assertThat(server.order(game, "ann", "7")).isEqualTo("{\"turn\": 1, \"number\": 7}");
        assertThat(server.order(game, "ann", "-1")).startsWith("an order is one number from 1 to 999");
        assertThat(server.order(game, "eve", "7")).isEqualTo("you do not play here");
    }

    @Test
    void the_lobby_hears_of_every_turn_and_of_the_end() throws InterruptedException {
        for (int day = 1; day <= 3; day++) {
            server.order(game, "bob", "5");
            framesAfter(Duration.ofDays(1));
        }

        assertThat(heard).hasSize(4);
        assertThat(heard.subList(0, 3))
                .extracting(event -> ((RuntimeEvent.SnapshotUpdate) event).currentTurn())
                .containsExactly(0L, 1L, 2L);
        assertThat(heard.get(3))
                .isInstanceOfSatisfying(
                        RuntimeEvent.GameFinished.class,
                        won -> assertThat(won.finalTurnNumber()).isEqualTo(3));
        assertThat(server.order(game, "ann", "1")).isEqualTo("the game is finished");
    }

    @Test
    void a_closed_server_leaves_its_loop_alone() throws InterruptedException {
        server.close();
        heard.clear();

        framesAfter(Duration.ofDays(1));

        assertThat(currentTurn()).isZero();
        assertThat(heard).isEmpty();
    }

    /** Lets time pass: one frame ticks, the next one finds what came of it. */
    private void framesAfter(Duration pause) throws InterruptedException {
        clock.advance(pause);
        loop.frame();
        assertThat(server.ggscale().turns().awaitIdle(Duration.ofSeconds(10))).isTrue();
        clock.advance(Duration.ofSeconds(1));
        loop.frame();
    }

    private long currentTurn() {
        return server.ggscale()
                .storage()
                .runtimeRecords()
                .find(game)
                .orElseThrow()
                .currentTurn();
    }
}

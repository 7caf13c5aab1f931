package org.ggscale.examples.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ggscale.examples.drift.Galaxies.BLUE;
import static org.ggscale.examples.drift.Galaxies.RED;
import static org.ggscale.examples.drift.Galaxies.botOrders;
import static org.ggscale.examples.drift.Galaxies.botTurn;
import static org.ggscale.examples.drift.Galaxies.create;
import static org.ggscale.examples.drift.Galaxies.line;
import static org.ggscale.examples.drift.Galaxies.report;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriftBotTest {
    @Test
    void fifty_games_of_two_bots_end_with_a_winner() {
        List<String> winners = new ArrayList<>();
        for (int seed = 0; seed < 50; seed++) {
            Galaxy end = play(create(seed, RED, BLUE));

            assertThat(end.turn()).as("turns with seed %s", seed).isBetween(8, 40);
            assertThat(end.winner()).as("winner with seed %s", seed).isPresent();
            winners.add(end.winner().orElseThrow());
        }
        assertThat(winners).contains(RED, BLUE);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 8})
    void more_bots_play_to_the_end_too(int count) {
        String[] races = new String[count];
        for (int race = 0; race < count; race++) {
            races[race] = "Race " + race;
        }

        assertThat(play(create(count, races)).finished()).isTrue();
    }

    @Test
    void the_same_game_is_played_the_same_way() {
        assertThat(play(create(11, RED, BLUE))).isEqualTo(play(create(11, RED, BLUE)));
    }

    @Test
    void a_bot_beats_whoever_does_nothing() {
        for (int seed = 0; seed < 20; seed++) {
            Galaxy galaxy = create(seed, RED, BLUE);
            while (!galaxy.finished()) {
                galaxy = Rules.next(botOrders(galaxy, RED));
            }

            assertThat(galaxy.winner()).as("seed %s", seed).contains(RED);
        }
    }

    @Test
    void a_bot_takes_the_weak_neighbour_and_leaves_the_strong_one_alone() {
        Galaxy galaxy = line().owned(BLUE, 90, 40).owned(RED, 50, 10).natives(8).of(RED, BLUE);

        assertThat(orders(galaxy)).containsExactly(new Order.Send(2, 3, 3));
    }

    @Test
    void a_bot_attacks_a_weaker_enemy_with_all_it_can_spare() {
        Galaxy galaxy = line().owned(BLUE, 8, 1).owned(RED, 50, 40).of(RED, BLUE);

        assertThat(orders(galaxy)).containsExactly(new Order.Send(2, 1, 40));
    }

    @Test
    void a_bot_mans_ships_and_keeps_them_home_against_a_fleet_that_comes() {
        Galaxy galaxy = line().owned(BLUE, 50, 50)
                .owned(RED, 40, 5)
                .natives(4)
                .fleet(BLUE, 1, 2, 30, 1)
                .of(RED, BLUE);

        assertThat(orders(galaxy)).containsExactly(new Order.Build(2, 16));
    }

    @Test
    void a_bot_gathers_idle_ships_near_the_front() {
        Galaxy galaxy =
                line().owned(RED, 20, 10).owned(RED, 20, 0).owned(BLUE, 90, 60).of(RED, BLUE);

        assertThat(orders(galaxy)).containsExactly(new Order.Send(1, 2, 10));
    }

    @Test
    void a_bot_without_planets_has_nothing_to_order() {
        assertThat(DriftBot.orders(report(Rules.banish(create(1, RED, BLUE), RED), RED)))
                .isEqualTo("[]");
    }

    @Test
    void what_is_no_report_is_refused() {
        assertThatThrownBy(() -> DriftBot.orders("{\"turn\":1}")).isInstanceOf(RuntimeException.class);
    }

    private static Galaxy play(Galaxy start) {
        Galaxy galaxy = start;
        while (!galaxy.finished()) {
            galaxy = botTurn(galaxy);
        }
        return galaxy;
    }

    private static List<Order> orders(Galaxy galaxy) {
        return botOrders(galaxy, RED).race(RED).orElseThrow().orders();
    }
}

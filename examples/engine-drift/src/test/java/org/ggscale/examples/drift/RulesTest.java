package org.ggscale.examples.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.examples.drift.Galaxies.BLUE;
import static org.ggscale.examples.drift.Galaxies.GREEN;
import static org.ggscale.examples.drift.Galaxies.RED;
import static org.ggscale.examples.drift.Galaxies.line;
import static org.ggscale.examples.drift.Galaxies.ordered;

import java.util.List;
import java.util.Optional;
import org.ggscale.examples.drift.Battle.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {
    @ParameterizedTest
    @CsvSource({"1, 2", "10, 13", "50, 58", "90, 93", "99, 100", "100, 100"})
    void a_race_grows_fastest_when_its_planet_is_half_full(int before, int after) {
        Galaxy next = Rules.next(line().owned(RED, before, 0).of(RED));

        assertThat(next.planet(1).population()).isEqualTo(after);
    }

    @Test
    void natives_keep_their_number() {
        Galaxy next = Rules.next(line().owned(RED, 50, 0).natives(17).of(RED));

        assertThat(next.planet(2).population()).isEqualTo(17);
    }

    @Test
    void a_ship_costs_one_of_the_population() {
        Galaxy next = Rules.next(ordered(line().owned(RED, 100, 3).of(RED), RED, new Order.Build(1, 40)));

        assertThat(next.planet(1).ships()).isEqualTo(43);
        assertThat(next.planet(1).population()).isEqualTo(60 + 60 * 40 / 300);
    }

    @Test
    void a_fleet_is_under_way_as_long_as_the_distance_takes_and_joins_its_own() {
        Galaxy start = line().owned(RED, 50, 9).gap(1).owned(RED, 50, 1).of(RED);

        Galaxy first = Rules.next(ordered(start, RED, new Order.Send(1, 3, 7)));
        Galaxy second = Rules.next(first);

        assertThat(first.planet(1).ships()).isEqualTo(2);
        assertThat(first.planet(3).ships()).isEqualTo(1);
        assertThat(first.fleets()).containsExactly(new Fleet(RED, 1, 3, 7, 0, 2));
        assertThat(second.planet(3).ships()).isEqualTo(8);
        assertThat(second.fleets()).isEmpty();
        assertThat(second.battles()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "6, 1", "7, 2", "12, 2", "13, 3"})
    void part_of_a_turn_on_the_way_is_a_turn(int distance, int turns) {
        Planet here = new Planet(1, "Here", 0, 0, 50, Optional.empty(), 1, 0);
        Planet there = new Planet(2, "There", distance, 0, 50, Optional.empty(), 1, 0);

        assertThat(here.flight(there)).isEqualTo(turns);
    }

    @Test
    void orders_are_carried_out_in_one_turn_only() {
        Galaxy next = Rules.next(ordered(line().owned(RED, 50, 0).of(RED), RED, new Order.Build(1, 5)));

        assertThat(next.race(RED).orElseThrow().orders()).isEmpty();
        assertThat(Rules.next(next).planet(1).ships()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({
        "10,  0, Red, 10", // nobody was there
        "13,  5, Red, 12", // 169 - 25 is 144
        " 6,  5, Red,  3", // 36 - 25 is 11, and parts of ships are lost
        "10, 10, Blue, 0", // equals destroy each other
        " 5, 13, Blue, 12",
    })
    void the_strongest_keep_the_root_of_the_difference_of_the_squares(
            int attackers, int defenders, String holder, int left) {
        Galaxy next = Rules.next(line().owned(RED, 50, 0)
                .owned(BLUE, 3, defenders)
                .fleet(RED, 1, 2, attackers, 1)
                .of(RED, BLUE));

        assertThat(next.planet(2).owner()).contains(holder);
        assertThat(next.planet(2).ships()).isEqualTo(left);
    }

    @Test
    void a_fourth_of_the_population_defends_its_planet() {
        Galaxy next = Rules.next(
                line().owned(RED, 50, 0).natives(40).fleet(RED, 1, 2, 10, 1).of(RED));

        assertThat(next.planet(2).owner()).isEmpty();
        assertThat(next.battles())
                .containsExactly(new Battle(
                        2,
                        List.of(new Side(Optional.empty(), 10), new Side(Optional.of(RED), 10)),
                        Optional.empty(),
                        0));
    }

    @Test
    void militia_never_become_ships() {
        Galaxy next = Rules.next(line().owned(RED, 50, 0)
                .owned(BLUE, 40, 2)
                .fleet(RED, 1, 2, 1, 1)
                .of(RED, BLUE));

        assertThat(next.planet(2).ships()).isEqualTo(2);
    }

    @Test
    void half_the_population_of_a_conquered_planet_is_lost() {
        Galaxy next = Rules.next(
                line().owned(RED, 50, 0).natives(40).fleet(RED, 1, 2, 30, 1).of(RED));

        assertThat(next.planet(2).owner()).contains(RED);
        assertThat(next.planet(2).population()).isEqualTo(20 + 20 * 80 / 300);
    }

    @Test
    void of_three_sides_the_second_strongest_decides_the_losses() {
        Galaxy next = Rules.next(line().owned(RED, 50, 0)
                .natives(4)
                .owned(BLUE, 50, 0)
                .fleet(BLUE, 3, 2, 10, 1)
                .fleet(RED, 1, 2, 26, 1)
                .of(RED, BLUE));

        assertThat(next.planet(2).owner()).contains(RED);
        assertThat(next.planet(2).ships()).isEqualTo(24);
    }

    @Test
    void fleets_of_one_race_that_arrive_together_fight_together() {
        Galaxy next = Rules.next(line().owned(RED, 50, 0)
                .owned(BLUE, 3, 5)
                .fleet(RED, 1, 2, 6, 1)
                .fleet(RED, 1, 2, 7, 1)
                .of(RED, BLUE));

        assertThat(next.planet(2).ships()).isEqualTo(12);
    }

    @Test
    void help_that_arrives_with_the_attack_is_in_time() {
        Galaxy next = Rules.next(line().owned(BLUE, 3, 5)
                .owned(RED, 50, 0)
                .owned(BLUE, 50, 0)
                .fleet(RED, 2, 1, 12, 1)
                .fleet(BLUE, 3, 1, 8, 1)
                .of(RED, BLUE));

        assertThat(next.planet(1).owner()).contains(BLUE);
        assertThat(next.planet(1).ships()).isEqualTo(5);
    }

    @Test
    void a_race_without_planets_and_ships_is_extinct() {
        Galaxy next = Rules.next(line().owned(RED, 50, 0)
                .owned(BLUE, 3, 5)
                .owned(GREEN, 50, 0)
                .fleet(RED, 1, 2, 13, 1)
                .of(RED, BLUE, GREEN));

        assertThat(next.alive()).containsExactly(RED, GREEN);
        assertThat(next.finished()).isFalse();
    }

    @Test
    void a_race_lives_on_in_its_last_fleet() {
        Galaxy next = Rules.next(line().owned(RED, 50, 0)
                .owned(BLUE, 3, 5)
                .fleet(RED, 1, 2, 13, 1)
                .fleet(BLUE, 2, 1, 1, 2)
                .gap(6)
                .of(RED, BLUE));

        assertThat(next.alive()).containsExactly(RED, BLUE);
        assertThat(next.finished()).isFalse();
    }

    @Test
    void the_last_race_standing_wins() {
        Galaxy next = Rules.next(line().owned(RED, 50, 0)
                .owned(BLUE, 3, 5)
                .fleet(RED, 1, 2, 13, 1)
                .gap(6)
                .of(RED, BLUE));

        assertThat(next.finished()).isTrue();
        assertThat(next.winner()).contains(RED);
    }

    @Test
    void three_quarters_of_the_planets_win_whatever_the_population() {
        Galaxies three = line().owned(RED, 1, 0).owned(RED, 1, 0).owned(RED, 1, 0);

        assertThat(Rules.next(three.owned(BLUE, 90, 50).of(RED, BLUE)).winner()).contains(RED);
        assertThat(Rules.next(three.natives(1).of(RED, BLUE)).finished()).isFalse();
    }

    @Test
    void at_the_turn_limit_the_largest_population_wins() {
        Galaxy next = Rules.next(line().owned(RED, 50, 0)
                .owned(BLUE, 60, 0)
                .natives(5)
                .turnLimit(1)
                .of(RED, BLUE));

        assertThat(next.finished()).isTrue();
        assertThat(next.winner()).contains(BLUE);
    }

    @Test
    void equals_at_the_turn_limit_are_a_draw() {
        Galaxy next = Rules.next(
                line().owned(RED, 50, 1).owned(BLUE, 50, 1).turnLimit(1).of(RED, BLUE));

        assertThat(next.finished()).isTrue();
        assertThat(next.winner()).isEmpty();
    }

    @Test
    void a_game_in_which_nobody_is_left_ends_without_a_winner() {
        Galaxy start = line().owned(RED, 50, 1).owned(BLUE, 50, 1).of(RED, BLUE);

        Galaxy next = Rules.next(Rules.banish(Rules.banish(start, RED), BLUE));

        assertThat(next.finished()).isTrue();
        assertThat(next.winner()).isEmpty();
    }

    @Test
    void a_race_alone_plays_until_the_turn_limit() {
        Galaxy galaxy =
                Rules.next(line().owned(RED, 50, 1).natives(4).turnLimit(2).of(RED));

        assertThat(galaxy.finished()).isFalse();
        assertThat(Rules.next(galaxy).winner()).contains(RED);
    }

    @Test
    void the_planets_of_a_banished_race_fall_to_their_natives_and_its_fleets_and_orders_are_gone() {
        Galaxy start = line().owned(RED, 50, 1)
                .owned(BLUE, 40, 9)
                .natives(3)
                .fleet(BLUE, 2, 1, 5, 2)
                .of(RED, BLUE);

        Galaxy banished = Rules.banish(ordered(start, BLUE, new Order.Build(2, 3)), BLUE);
        Galaxy next = Rules.next(banished);

        assertThat(banished.planet(2)).isEqualTo(start.planet(2).held(Optional.empty(), 40, 0));
        assertThat(banished.fleets()).isEmpty();
        assertThat(banished.alive()).containsExactly(RED);
        assertThat(next.winner()).contains(RED);
    }
}

package org.ggscale.examples.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.examples.drift.Galaxies.create;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StarMapTest {
    @Test
    void the_same_game_has_the_same_map() {
        assertThat(create(7, "Red", "Blue")).isEqualTo(create(7, "Red", "Blue"));
        assertThat(create(7, "Red", "Blue").planets())
                .isNotEqualTo(create(8, "Red", "Blue").planets());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 1000})
    void every_race_has_one_home_of_the_same_strength(int count) {
        List<String> races =
                IntStream.range(0, count).mapToObj(race -> "Race " + race).toList();
        Galaxy galaxy = StarMap.create(new UUID(1, count), races, 40);

        assertThat(galaxy.tallies().keySet()).containsExactlyInAnyOrderElementsOf(races);
        assertThat(galaxy.tallies().values()).containsOnly(new Galaxy.Tally(1, 50, 10));
        assertThat(galaxy.planets()).hasSize(7 * count);
        assertThat(galaxy.races()).extracting(Race::id).doesNotHaveDuplicates().doesNotContain(new UUID(0, 0));
    }

    @Test
    void planets_are_numbered_in_order_and_do_not_share_a_place() {
        List<Planet> planets = create(3, "Red", "Blue", "Green").planets();

        assertThat(planets)
                .extracting(Planet::id)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 21).boxed().toList());
        assertThat(planets).extracting(planet -> planet.x() + "," + planet.y()).doesNotHaveDuplicates();
        assertThat(planets).allMatch(planet -> planet.population() >= 1 && planet.population() <= planet.size());
    }

    @Test
    void no_game_begins_in_a_strangers_sight() {
        for (int seed = 0; seed < 200; seed++) {
            Galaxy galaxy = create(seed, "Red", "Blue");

            assertThat(Report.of(galaxy, "Red").planets())
                    .as("seed %s", seed)
                    .noneMatch(planet -> planet.ownedBy("Blue"));
        }
    }
}

package org.ggscale.examples.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.examples.drift.Galaxies.BLUE;
import static org.ggscale.examples.drift.Galaxies.RED;
import static org.ggscale.examples.drift.Galaxies.line;
import static org.ggscale.examples.drift.Galaxies.ordered;
import static org.ggscale.examples.drift.Galaxies.report;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTest {
    /** Red at 6 sees as far as 26: planets 1 to 4; Blue lives at 60. */
    private static Galaxies farApart() {
        return line().owned(RED, 50, 7).gap(8).owned(BLUE, 50, 9);
    }

    @Test
    void a_race_sees_planets_near_its_own_and_the_map_of_the_rest() {
        Report report = Report.of(farApart().of(RED, BLUE), RED);

        assertThat(report.planets()).extracting(Planet::id).containsExactly(1, 2, 3, 4);
        assertThat(report.charted()).extracting(Report.Star::id).containsExactly(5, 6, 7, 8, 9, 10);
        assertThat(report.charted()).last().isEqualTo(new Report.Star(10, "P10", 60, 0));
    }

    @Test
    void nothing_that_happens_out_of_sight_changes_a_report() {
        Galaxy galaxy = farApart().of(RED, BLUE);
        Galaxy busy = ordered(galaxy, BLUE, new Order.Send(10, 1, 3))
                .with(galaxy.planet(10).held(Optional.of(BLUE), 90, 77))
                .with(galaxy.planet(8).held(Optional.of(BLUE), 5, 5))
                .with(new Fleet(BLUE, 10, 1, 5, 0, 9));

        assertThat(report(busy, RED)).isEqualTo(report(galaxy, RED));
        assertThat(report(busy, BLUE)).isNotEqualTo(report(galaxy, BLUE));
    }

    @Test
    void a_strangers_fleet_is_seen_once_it_comes_near() {
        Galaxy galaxy = farApart().fleet(BLUE, 10, 1, 5, 9).of(RED, BLUE);
        int seenAfter = 0;
        while (Report.of(galaxy, RED).fleets().isEmpty()) {
            galaxy = Rules.next(galaxy);
            seenAfter++;
        }

        assertThat(seenAfter).isEqualTo(6);
        assertThat(Report.of(galaxy, BLUE).fleets()).hasSize(1);
    }

    @Test
    void own_fleets_are_seen_everywhere() {
        Galaxy galaxy = farApart().fleet(RED, 1, 10, 5, 9).of(RED, BLUE);

        assertThat(Report.of(Rules.next(galaxy), RED).fleets()).hasSize(1);
        assertThat(Report.of(Rules.next(galaxy), BLUE).fleets()).isEmpty();
    }

    @Test
    void battles_are_known_to_those_who_fought_or_saw_them() {
        Galaxy galaxy =
                farApart().fleet(RED, 1, 10, 1, 1).fleet(BLUE, 10, 6, 9, 1).of(RED, BLUE);
        Galaxy next = Rules.next(galaxy);

        assertThat(Report.of(next, RED).battles()).extracting(Battle::planet).containsExactly(10);
        assertThat(Report.of(next, BLUE).battles()).extracting(Battle::planet).containsExactly(6, 10);
    }

    @Test
    void a_race_that_has_lost_everything_sees_the_map_alone() {
        Galaxy banished = Rules.banish(farApart().of(RED, BLUE), RED);

        assertThat(Report.of(banished, RED).planets()).isEmpty();
        assertThat(Report.of(banished, RED).charted()).hasSize(10);
        assertThat(Report.of(banished, BLUE).alive()).containsExactly(BLUE);
    }

    @Test
    void the_last_report_names_the_winner() {
        Galaxy end = Rules.next(farApart().turnLimit(1).owned(BLUE, 3, 3).of(RED, BLUE));

        assertThat(report(end, RED)).contains("\"finished\":true,\"winner\":\"Blue\"");
    }
}

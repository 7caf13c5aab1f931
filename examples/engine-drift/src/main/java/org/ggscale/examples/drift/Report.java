package org.ggscale.examples.drift;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What one race knows after a turn: its own, and what goes on near its planets.
 *
 * @param alive the races that are not extinct
 * @param planets those it sees
 * @param charted the rest of the map
 * @param battles of this turn
 */
record Report(
        int turn,
        int turnLimit,
        String race,
        boolean finished,
        Optional<String> winner,
        List<String> alive,
        List<Planet> planets,
        List<Star> charted,
        List<Fleet> fleets,
        List<Battle> battles) {
    static Report of(Galaxy galaxy, String race) {
        List<Planet> eyes =
                galaxy.planets().stream().filter(planet -> planet.ownedBy(race)).toList();
        Predicate<Planet> seen = planet -> eyes.stream().anyMatch(eye -> eye.sees(planet.x(), planet.y()));
        Predicate<Fleet> passing = fleet -> fleet.owner().equals(race) || fleet.seenFrom(eyes, galaxy);
        Predicate<Battle> known = battle -> battle.involves(race) || seen.test(galaxy.planet(battle.planet()));
        Stream<Planet> unseen = galaxy.planets().stream().filter(seen.negate());
        return new Report(
                galaxy.turn(),
                galaxy.turnLimit(),
                race,
                galaxy.finished(),
                galaxy.winner(),
                galaxy.alive(),
                galaxy.planets().stream().filter(seen).toList(),
                unseen.map(Star::of).toList(),
                galaxy.fleets().stream().filter(passing).toList(),
                galaxy.battles().stream().filter(known).toList());
    }

    /** What the map says about a planet. */
    record Star(int id, String name, int x, int y) {
        static Star of(Planet planet) {
            return new Star(planet.id(), planet.name(), planet.x(), planet.y());
        }
    }
}

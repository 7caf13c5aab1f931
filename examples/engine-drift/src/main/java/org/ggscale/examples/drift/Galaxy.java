package org.ggscale.examples.drift;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * The whole game as one immutable value: all that is kept, and all that a turn depends on.
 *
 * @param turn 0 at the start, then one more with every turn
 * @param turnLimit the last turn that is played
 * @param winner nobody before the end, and nobody after a draw
 * @param battles of the last turn
 */
record Galaxy(
        UUID id,
        int turn,
        int turnLimit,
        boolean finished,
        Optional<String> winner,
        List<Race> races,
        List<Planet> planets,
        List<Fleet> fleets,
        List<Battle> battles) {
    Galaxy {
        races = List.copyOf(races);
        planets = List.copyOf(planets);
        fleets = List.copyOf(fleets);
        battles = List.copyOf(battles);
    }

    /** Returns the planet, refusing ids that are not on the map. */
    Planet planet(int planet) {
        if (planet < 1 || planet > planets.size()) {
            throw new IllegalArgumentException("there is no planet " + planet + ", only 1 to " + planets.size());
        }
        return planets.get(planet - 1);
    }

    /** Returns the planet, refusing those that the race does not hold. */
    Planet planetOf(String race, int planet) {
        Planet found = planet(planet);
        if (!found.ownedBy(race)) {
            throw new IllegalArgumentException("planet " + planet + " is not yours");
        }
        return found;
    }

    Optional<Race> race(String name) {
        return races.stream().filter(race -> race.name().equals(name)).findFirst();
    }

    List<String> alive() {
        return races.stream().filter(race -> !race.extinct()).map(Race::name).toList();
    }

    /** Returns what each race has; a race that has nothing is left out. */
    Map<String, Tally> tallies() {
        Map<String, Tally> tallies = new LinkedHashMap<>();
        for (Planet planet : planets) {
            planet.owner()
                    .ifPresent(owner ->
                            tallies.merge(owner, new Tally(1, planet.population(), planet.ships()), Tally::plus));
        }
        for (Fleet fleet : fleets) {
            tallies.merge(fleet.owner(), new Tally(0, 0, fleet.ships()), Tally::plus);
        }
        return tallies;
    }

    Galaxy with(Planet changed) {
        List<Planet> copy = new ArrayList<>(planets);
        copy.set(changed.id() - 1, changed);
        return with(copy, fleets);
    }

    Galaxy with(List<Planet> newPlanets, List<Fleet> newFleets) {
        return new Galaxy(id, turn, turnLimit, finished, winner, races, newPlanets, newFleets, battles);
    }

    Galaxy with(Fleet fleet) {
        List<Fleet> copy = new ArrayList<>(fleets);
        copy.add(fleet);
        return with(planets, copy);
    }

    Galaxy with(String race, UnaryOperator<Race> change) {
        List<Race> copy = races.stream()
                .map(each -> each.name().equals(race) ? change.apply(each) : each)
                .toList();
        return new Galaxy(id, turn, turnLimit, finished, winner, copy, planets, fleets, battles);
    }

    /** What a race has: planets, people, and ships in orbit or under way. */
    record Tally(int planets, int population, int ships) {
        static final Tally NOTHING = new Tally(0, 0, 0);

        Tally plus(Tally other) {
            return new Tally(planets + other.planets, population + other.population, ships + other.ships);
        }
    }
}

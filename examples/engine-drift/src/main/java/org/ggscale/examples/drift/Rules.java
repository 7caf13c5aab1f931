package org.ggscale.examples.drift;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules of the game: a pure function from one turn to the next, without chance, clock or input and output. */
final class Rules {
    /** Units of the map that a fleet covers in a turn. */
    static final int SPEED = 6;
    /** Units of the map that a planet sees. */
    static final int SIGHT = 20;
    /** So many people of a planet fight like one ship. */
    static final int MILITIA = 4;

    private static final Comparator<Galaxy.Tally> MIGHT = Comparator.comparingInt(Galaxy.Tally::population)
            .thenComparingInt(Galaxy.Tally::planets)
            .thenComparingInt(Galaxy.Tally::ships);

    private Rules() {}

    /** Plays one turn: orders, arrivals and battles, growth, extinction, the end. */
    static Galaxy next(Galaxy galaxy) {
        Galaxy ordered = galaxy;
        for (Race race : galaxy.races()) {
            ordered = Act.all(race.orders(), race.name(), ordered);
        }
        int turn = galaxy.turn() + 1;
        List<Fleet> arriving = ordered.fleets().stream()
                .filter(fleet -> fleet.arrives() == turn)
                .toList();
        List<Fleet> flying = ordered.fleets().stream()
                .filter(fleet -> fleet.arrives() > turn)
                .toList();
        List<Battle> battles = new ArrayList<>();
        List<Planet> planets = new ArrayList<>();
        for (Planet planet : ordered.planets()) {
            planets.add(grow(land(planet, arriving, battles)));
        }
        return judge(new Galaxy(
                galaxy.id(),
                turn,
                galaxy.turnLimit(),
                false,
                Optional.empty(),
                galaxy.races(),
                planets,
                flying,
                battles));
    }

    /** Takes a race out of the game: its planets fall to their natives, its ships are lost. */
    static Galaxy banish(Galaxy galaxy, String race) {
        List<Planet> planets = galaxy.planets().stream()
                .map(planet -> planet.ownedBy(race) ? planet.held(Optional.empty(), planet.population(), 0) : planet)
                .toList();
        List<Fleet> fleets = galaxy.fleets().stream()
                .filter(fleet -> !fleet.owner().equals(race))
                .toList();
        return galaxy.with(planets, fleets).with(race, each -> each.with(true, List.of()));
    }

    /** Lets fleets land: own ones join the garrison, and whoever else comes fights for the planet. */
    private static Planet land(Planet planet, List<Fleet> arriving, List<Battle> battles) {
        int garrison = planet.ships();
        Map<String, Integer> attackers = new LinkedHashMap<>();
        for (Fleet fleet : arriving) {
            if (fleet.to() != planet.id()) {
                continue;
            }
            if (planet.ownedBy(fleet.owner())) {
                garrison += fleet.ships();
            } else {
                attackers.merge(fleet.owner(), fleet.ships(), Integer::sum);
            }
        }
        Planet defender = planet.held(planet.owner(), planet.population(), garrison);
        return attackers.isEmpty() ? defender : fight(defender, attackers, battles);
    }

    /**
     * The strongest side holds the planet and keeps the root of the difference of the squares to the second strongest;
     * when the two strongest are equal, nobody's ships are left and the planet stays with its owner.
     */
    private static Planet fight(Planet planet, Map<String, Integer> attackers, List<Battle> battles) {
        List<Battle.Side> sides = new ArrayList<>();
        sides.add(new Battle.Side(planet.owner(), planet.defence()));
        attackers.forEach((race, ships) -> sides.add(new Battle.Side(Optional.of(race), ships)));
        sides.sort(Comparator.comparingInt(Battle.Side::strength).reversed());
        Battle.Side first = sides.get(0);
        double best = first.strength();
        double second = sides.get(1).strength();
        int left = (int) Math.sqrt(best * best - second * second);
        Planet after;
        if (left == 0 || first.race().equals(planet.owner())) {
            after = planet.held(planet.owner(), planet.population(), Math.min(left, planet.ships()));
        } else {
            after = planet.held(first.race(), Math.max(1, planet.population() / 2), left);
        }
        battles.add(new Battle(planet.id(), sides, after.owner(), after.ships()));
        return after;
    }

    /** Natives keep their number; a race grows fastest when a planet is half full. */
    private static Planet grow(Planet planet) {
        int room = planet.size() - planet.population();
        if (planet.owner().isEmpty() || room <= 0) {
            return planet;
        }
        int born = Math.max(1, planet.population() * room / (3 * planet.size()));
        return planet.held(planet.owner(), planet.population() + born, planet.ships());
    }

    /** The game ends with the last race standing, with three quarters of the planets in one hand, or at the turn limit. */
    private static Galaxy judge(Galaxy galaxy) {
        Map<String, Galaxy.Tally> tallies = galaxy.tallies();
        List<Race> races = galaxy.races().stream()
                .map(race -> race.with(!tallies.containsKey(race.name()), List.of()))
                .toList();
        Optional<String> dominant = tallies.entrySet().stream()
                .filter(race ->
                        4 * race.getValue().planets() >= 3 * galaxy.planets().size())
                .map(Map.Entry::getKey)
                .findFirst();
        boolean alone = tallies.size() <= Math.min(1, races.size() - 1);
        boolean finished = alone || dominant.isPresent() || galaxy.turn() >= galaxy.turnLimit();
        return new Galaxy(
                galaxy.id(),
                galaxy.turn(),
                galaxy.turnLimit(),
                finished,
                finished ? dominant.or(() -> mightiest(tallies)) : Optional.empty(),
                races,
                galaxy.planets(),
                galaxy.fleets(),
                galaxy.battles());
    }

    /** Returns who has the most people, then planets, then ships; nobody when the best are equal. */
    private static Optional<String> mightiest(Map<String, Galaxy.Tally> tallies) {
        List<Map.Entry<String, Galaxy.Tally>> ranked = tallies.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(MIGHT.reversed()))
                .toList();
        boolean draw = ranked.size() > 1
                && ranked.get(0).getValue().equals(ranked.get(1).getValue());
        return draw ? Optional.empty() : ranked.stream().findFirst().map(Map.Entry::getKey);
    }

    static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ", but must be 1 or more");
        }
    }

    static void readable(String name, String text, int limit) {
        if (text.isBlank() || text.length() > limit || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    name + " must have 1 to " + limit + " characters, not only blanks and no control characters");
        }
    }
}

package org.ggscale.examples.drift;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** Draws the map of a new game; the same game id and races give the same map, on every machine. */
final class StarMap {
    private static final int PLANETS_PER_RACE = 7;
    private static final int CELL = 10;
    private static final String[] SYLLABLES =
            "an ar be da el fi go ha is ka lo mu ne or pi ra su ta ul ve xi zo".split(" ", -1);

    private final Random random;

    private StarMap(UUID id) {
        // Random, not a better generator: its numbers are laid down in the specification of the class.
        this.random = new Random(id.getMostSignificantBits() ^ id.getLeastSignificantBits());
    }

    static Galaxy create(UUID id, List<String> raceNames, int turnLimit) {
        List<Planet> planets = new StarMap(id).planets(raceNames);
        List<Race> races = raceNames.stream()
                .map(name -> new Race(name, raceId(id, name), false, List.of()))
                .toList();
        return new Galaxy(id, 0, turnLimit, false, Optional.empty(), races, planets, List.of(), List.of());
    }

    private static UUID raceId(UUID game, String race) {
        return UUID.nameUUIDFromBytes((game + race).getBytes(StandardCharsets.UTF_8));
    }

    /** Scatters planets over a grid, one in a cell at most. */
    private List<Planet> planets(List<String> races) {
        int count = PLANETS_PER_RACE * races.size();
        int width = (int) Math.ceil(Math.sqrt(count));
        List<Integer> cells = new ArrayList<>();
        for (int cell = 0; cell < width * width; cell++) {
            cells.add(cell);
        }
        Collections.shuffle(cells, random);
        List<Planet> planets = new ArrayList<>();
        for (int id = 1; id <= count; id++) {
            planets.add(natives(id, cells.get(id - 1) % width, cells.get(id - 1) / width));
        }
        settle(planets, races);
        return planets;
    }

    /** Gives each race the planet that is farthest from all homes, the first one the farthest from anywhere. */
    private static void settle(List<Planet> planets, List<String> races) {
        double[] away = new double[planets.size()];
        Planet last = planets.get(0);
        for (int race = 0; race < races.size(); race++) {
            int place = 0;
            for (int i = 0; i < away.length; i++) {
                double distance = planets.get(i).distance(last.x(), last.y());
                away[i] = race < 2 ? distance : Math.min(away[i], distance);
                place = away[i] > away[place] ? i : place;
            }
            Planet at = planets.get(place);
            last = new Planet(at.id(), at.name(), at.x(), at.y(), 100, Optional.of(races.get(race)), 50, 10);
            planets.set(place, last);
        }
    }

    private Planet natives(int id, int column, int row) {
        int x = column * CELL + random.nextInt(CELL - 1);
        int y = row * CELL + random.nextInt(CELL - 1);
        int size = 20 + random.nextInt(61);
        return new Planet(id, name(), x, y, size, Optional.empty(), size / 4 + random.nextInt(size / 4), 0);
    }

    private String name() {
        String name = syllable() + syllable() + syllable();
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private String syllable() {
        return SYLLABLES[random.nextInt(SYLLABLES.length)];
    }
}

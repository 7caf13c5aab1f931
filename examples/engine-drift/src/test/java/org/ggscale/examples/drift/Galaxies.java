package org.ggscale.examples.drift;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Small galaxies to try rules on: planets on a line, {@link Rules#SPEED} apart, numbered from 1. */
final class Galaxies {
    static final UUID ID = UUID.fromString("0198c2f4-7b1e-7c3a-9d2e-5f60718293a4");
    static final String RED = "Red";
    static final String BLUE = "Blue";
    static final String GREEN = "Green";

    private final List<Planet> planets = new ArrayList<>();
    private final List<Fleet> fleets = new ArrayList<>();
    private int turnLimit = 1000;

    private Galaxies() {}

    static Galaxies line() {
        return new Galaxies();
    }

    static Galaxy create(long seed, String... races) {
        return StarMap.create(new UUID(0x0198_0000_0000_7000L, seed), List.of(races), 40);
    }

    Galaxies owned(String race, int population, int ships) {
        return planet(Optional.of(race), 100, population, ships);
    }

    Galaxies natives(int population) {
        return planet(Optional.empty(), 100, population, 0);
    }

    Galaxies planet(Optional<String> owner, int size, int population, int ships) {
        int id = planets.size() + 1;
        planets.add(new Planet(id, "P" + id, id * Rules.SPEED, 0, size, owner, population, ships));
        return this;
    }

    /** Empty space: the next planets are farther away. */
    Galaxies gap(int planetsWide) {
        for (int i = 0; i < planetsWide; i++) {
            planet(Optional.empty(), 20, 1, 0);
        }
        return this;
    }

    Galaxies fleet(String owner, int from, int to, int ships, int arrives) {
        fleets.add(new Fleet(owner, from, to, ships, 0, arrives));
        return this;
    }

    Galaxies turnLimit(int turns) {
        turnLimit = turns;
        return this;
    }

    Galaxy of(String... names) {
        List<Race> races = new ArrayList<>();
        for (String name : names) {
            races.add(new Race(name, UUID.nameUUIDFromBytes(name.getBytes(UTF_8)), false, List.of()));
        }
        return new Galaxy(ID, 0, turnLimit, false, Optional.empty(), races, planets, fleets, List.of());
    }

    static Galaxy ordered(Galaxy galaxy, String race, Order... orders) {
        return galaxy.with(race, each -> each.with(false, List.of(orders)));
    }

    static String report(Galaxy galaxy, String race) {
        return JsonRecords.write(Report.of(galaxy, race));
    }

    /** One turn in which bots give all orders. */
    static Galaxy botTurn(Galaxy galaxy) {
        Galaxy ordered = galaxy;
        for (String race : galaxy.alive()) {
            ordered = botOrders(ordered, race);
        }
        return Rules.next(ordered);
    }

    static Galaxy botOrders(Galaxy galaxy, String race) {
        String text = DriftBot.orders(report(galaxy, race));
        List<Order> orders = JsonRecords.list(Order.class, JsonReader.read(text), "cmd");
        Act.all(orders, race, galaxy);
        return galaxy.with(race, each -> each.with(false, orders));
    }
}

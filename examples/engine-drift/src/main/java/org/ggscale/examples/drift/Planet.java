package org.ggscale.examples.drift;

import java.util.Optional;

/**
 * A planet.
 *
 * @param id its place in the list of planets, from 1
 * @param size the largest population it feeds
 * @param owner the race that holds it; none is natives
 * @param ships the owner's ships in orbit
 */
record Planet(int id, String name, int x, int y, int size, Optional<String> owner, int population, int ships) {
    boolean ownedBy(String race) {
        return owner.filter(race::equals).isPresent();
    }

    /** Returns the strength an attacker meets: ships, and a part of the population. */
    int defence() {
        return ships + population / Rules.MILITIA;
    }

    double distance(double fromX, double fromY) {
        return Math.sqrt((x - fromX) * (x - fromX) + (y - fromY) * (y - fromY));
    }

    boolean sees(double placeX, double placeY) {
        return distance(placeX, placeY) <= Rules.SIGHT;
    }

    /** Returns the turns a fleet is under way. */
    int flight(Planet to) {
        return Math.max(1, (int) Math.ceil(distance(to.x, to.y) / Rules.SPEED));
    }

    Planet named(String newName) {
        return new Planet(id, newName, x, y, size, owner, population, ships);
    }

    Planet held(Optional<String> newOwner, int newPopulation, int newShips) {
        return new Planet(id, name, x, y, size, newOwner, newPopulation, newShips);
    }
}

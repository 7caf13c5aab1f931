package org.ggscale.examples.drift;

import java.util.List;

/**
 * Ships under way; nobody can call them back.
 *
 * @param departed the turn after which they left
 * @param arrives the turn in which they land
 */
record Fleet(String owner, int from, int to, int ships, int departed, int arrives) {
    /** Returns whether one of the planets is near enough to see the fleet where it is now. */
    boolean seenFrom(List<Planet> eyes, Galaxy galaxy) {
        double way = (double) (galaxy.turn() - departed) / (arrives - departed);
        Planet start = galaxy.planet(from);
        Planet end = galaxy.planet(to);
        double x = start.x() + way * (end.x() - start.x());
        double y = start.y() + way * (end.y() - start.y());
        return eyes.stream().anyMatch(eye -> eye.sees(x, y));
    }
}

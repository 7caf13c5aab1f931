package org.ggscale.examples.drift;

import java.util.List;
import java.util.Optional;

/**
 * What happened when fleets met strangers at a planet.
 *
 * @param sides the strongest first
 * @param holder who has the planet afterwards; none is natives
 * @param ships what the holder has left in orbit
 */
record Battle(int planet, List<Side> sides, Optional<String> holder, int ships) {
    Battle {
        sides = List.copyOf(sides);
    }

    boolean involves(String race) {
        return sides.stream().anyMatch(side -> side.race().filter(race::equals).isPresent());
    }

    /** One side of a battle; no race is natives. */
    record Side(Optional<String> race, int strength) {}
}

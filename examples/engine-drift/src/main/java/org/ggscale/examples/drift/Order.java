package org.ggscale.examples.drift;

/**
 * What a race wants done in the coming turn, all at the same time as everybody else's.
 *
 * <p>Orders touch nothing but the race's own planets, so what was allowed when they were given is allowed when they are
 * carried out, in whatever order the races come.
 */
sealed interface Order extends Act {
    /** Mans ships: each takes one from the population, which must not die out. */
    record Build(int planet, int ships) implements Order {
        public Build {
            Rules.positive("ships", ships);
        }

        @Override
        public Galaxy by(String race, Galaxy galaxy) {
            Planet yard = galaxy.planetOf(race, planet);
            if (ships >= yard.population()) {
                throw new IllegalArgumentException("ships is " + ships + ", but planet " + planet + " can man "
                        + (yard.population() - 1) + " at most");
            }
            return galaxy.with(yard.held(yard.owner(), yard.population() - ships, yard.ships() + ships));
        }
    }

    /** Sends ships from a planet to another; those built in the same turn can go. */
    record Send(int from, int to, int ships) implements Order {
        public Send {
            Rules.positive("ships", ships);
        }

        @Override
        public Galaxy by(String race, Galaxy galaxy) {
            Planet start = galaxy.planetOf(race, from);
            Planet end = galaxy.planet(to);
            if (from == to) {
                throw new IllegalArgumentException("from and to are both planet " + to);
            }
            if (ships > start.ships()) {
                throw new IllegalArgumentException(
                        "ships is " + ships + ", but planet " + from + " has " + start.ships());
            }
            int arrives = galaxy.turn() + start.flight(end);
            return galaxy.with(start.held(start.owner(), start.population(), start.ships() - ships))
                    .with(new Fleet(race, from, to, ships, galaxy.turn(), arrives));
        }
    }
}

package org.ggscale.examples.drift;

/** What happens at once, without waiting for the turn. */
sealed interface Command extends Act {
    /** Gives an own planet another name; names are on everybody's map. */
    record Rename(int planet, String name) implements Command {
        public Rename {
            Rules.readable("name", name, 32);
        }

        @Override
        public Galaxy by(String race, Galaxy galaxy) {
            return galaxy.with(galaxy.planetOf(race, planet).named(name));
        }
    }
}

package org.ggscale.examples.drift;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The {@code StateResponse} of the engine contract, with the winner beside it.
 *
 * @param id of the game
 * @param stage {@code playing} or {@code finished}
 */
record State(
        UUID id,
        int turn,
        String stage,
        List<Player> player,
        boolean finished,
        Optional<String> winner,
        List<String> capabilities) {
    private static final List<String> CAPABILITIES = List.of("conditional_turn", "durable_state");

    static State of(Galaxy galaxy) {
        Map<String, Galaxy.Tally> tallies = galaxy.tallies();
        List<Player> players = galaxy.races().stream()
                .map(race -> Player.of(race, tallies.getOrDefault(race.name(), Galaxy.Tally.NOTHING)))
                .toList();
        String stage = galaxy.finished() ? "finished" : "playing";
        return new State(galaxy.id(), galaxy.turn(), stage, players, galaxy.finished(), galaxy.winner(), CAPABILITIES);
    }

    /** One race in figures. */
    record Player(UUID id, String raceName, int planets, int population, boolean extinct) {
        static Player of(Race race, Galaxy.Tally tally) {
            return new Player(race.id(), race.name(), tally.planets(), tally.population(), race.extinct());
        }
    }
}

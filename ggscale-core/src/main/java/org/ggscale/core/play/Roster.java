package org.ggscale.core.play;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ggscale.core.game.RaceName;
import org.ggscale.core.game.UserId;
import org.ggscale.core.runtime.PlayerMapping;

/** Who plays a game: the races of the platform's own mapping, the standing of the membership books. */
public final class Roster {
    private final Map<UserId, Seat> seats = new LinkedHashMap<>();
    private final Map<String, UserId> players = new LinkedHashMap<>();

    Roster(List<PlayerMapping> mappings, List<Membership> memberships) {
        for (PlayerMapping mapping : mappings) {
            UserId userId = mapping.member().userId();
            seats.put(userId, new Seat(mapping.member().raceName(), Membership.Status.REMOVED));
            players.put(mapping.member().raceName().value(), userId);
        }
        for (Membership membership : memberships) {
            seats.computeIfPresent(
                    membership.member().userId(), (user, seat) -> new Seat(seat.race(), membership.status()));
        }
    }

    /** Returns the user's race if the user is an active member. */
    public Optional<RaceName> activeRace(UserId user) {
        return Optional.ofNullable(seats.get(user))
                .filter(seat -> seat.standing() == Membership.Status.ACTIVE)
                .map(Seat::race);
    }

    /** Returns who plays the race of this name. */
    public Optional<UserId> player(String raceName) {
        return Optional.ofNullable(players.get(raceName));
    }

    /** Returns the names of all races in the order of registration. */
    public List<String> races() {
        return List.copyOf(players.keySet());
    }

    /** Returns the active members in the order of registration. */
    public List<UserId> active() {
        return seats.entrySet().stream()
                .filter(seat -> seat.getValue().standing() == Membership.Status.ACTIVE)
                .map(Map.Entry::getKey)
                .toList();
    }

    private record Seat(RaceName race, Membership.Status standing) {}
}

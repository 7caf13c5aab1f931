package org.ggscale.core.runtime;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.game.Member;
import org.ggscale.core.game.RaceName;
import org.ggscale.core.game.UserId;
import org.ggscale.core.schedule.TurnSchedule;

/**
 * A game that asks to be registered.
 *
 * @param endpoint of an engine that somebody else runs; empty for one that this host starts
 * @param members 1 to 1,000, users and races distinct
 */
public record NewRuntime(
        GameKey key,
        SemanticVersion version,
        TurnSchedule schedule,
        Optional<EngineEndpoint> endpoint,
        List<Member> members) {
    /** Refuses a wrong number of members, and users or races that are repeated. */
    public NewRuntime {
        members = List.copyOf(members);
        if (members.isEmpty() || members.size() > 1_000) {
            throw new IllegalArgumentException("members has 1 to 1,000 entries, not " + members.size());
        }
        Set<UserId> users = new HashSet<>();
        Set<RaceName> races = new HashSet<>();
        for (Member member : members) {
            if (!users.add(member.userId())) {
                throw new IllegalArgumentException("members: user_id " + member.userId() + " is repeated");
            }
            if (!races.add(member.raceName())) {
                throw new IllegalArgumentException("members: race_name " + member.raceName() + " is repeated");
            }
        }
    }
}

package org.ggscale.adapters.http.server;

import java.util.List;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.game.Member;
import org.ggscale.core.game.RaceName;
import org.ggscale.core.game.UserId;
import org.ggscale.core.runtime.NewRuntime;
import org.ggscale.core.schedule.TurnSchedule;

/** Reads the body of a registration. */
final class RegistrationRequest {
    private RegistrationRequest() {}

    static NewRuntime read(GameKey game, JsonInput body) {
        body.only("target_engine_version", "turn_schedule", "engine_endpoint", "members");
        SemanticVersion version = body.value("target_engine_version", SemanticVersion::parse);
        TurnSchedule schedule = body.value("turn_schedule", TurnSchedule::parse);
        var endpoint = body.optionalValue("engine_endpoint", EngineEndpoint::parse);
        List<Member> members = body.objects("members").stream()
                .map(RegistrationRequest::member)
                .toList();
        try {
            return new NewRuntime(game, version, schedule, endpoint, members);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid(String.valueOf(e.getMessage()));
        }
    }

    private static Member member(JsonInput body) {
        body.only("user_id", "race_name");
        return new Member(body.value("user_id", UserId::new), body.value("race_name", RaceName::new));
    }
}

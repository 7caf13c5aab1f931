package org.ggscale.adapters.http.server;

import java.util.List;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.game.UserId;
import org.ggscale.core.play.Membership;
import org.ggscale.core.play.MembershipDesk;

/** Who may play which game. */
final class MembershipRoutes {
    private static final String MEMBERSHIPS = "/api/v1/internal/games/{game_id}/memberships";

    private final MembershipDesk desk;

    MembershipRoutes(MembershipDesk desk) {
        this.desk = desk;
    }

    List<Route> routes() {
        return List.of(
                Route.get("internalGetMemberships", MEMBERSHIPS, this::list),
                Route.of("internalSetMembership", "PUT", MEMBERSHIPS + "/{user_id}", Route.Body.OBJECT, this::set),
                Route.post(
                        "internalInvalidateMemberships",
                        MEMBERSHIPS + "/invalidate",
                        Route.Body.NONE,
                        this::invalidate));
    }

    private Answer list(Call call) {
        GameKey game = call.known(call.game());
        List<Membership> members = desk.of(game).orElseThrow(Refusal::noSuchGame);
        return Answer.json(
                200,
                JsonOutput.object()
                        .with("game_id", game.gameId().toString())
                        .with(
                                "memberships",
                                members.stream().map(MembershipRoutes::json).toList()));
    }

    private Answer set(Call call) {
        GameKey game = call.game();
        UserId user = call.member();
        Membership.Status status = call.json().only("status").value("status", Membership.Status::parse);
        return desk.set(call.known(game), user, status)
                .map(membership -> Answer.json(200, json(membership)))
                .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "there is no such member of such a game"));
    }

    private Answer invalidate(Call call) {
        desk.invalidate(call.known(call.game()));
        return Answer.noContent();
    }

    private static JsonOutput json(Membership membership) {
        return JsonOutput.object()
                .with("user_id", membership.member().userId().value())
                .with("race_name", membership.member().raceName().value())
                .with("status", membership.status().wireName());
    }
}

package org.ggscale.adapters.http.server;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.game.UserId;
import org.ggscale.core.play.Play;
import org.ggscale.core.play.PlayOutcome;

/** What players do, on behalf of the user in {@code X-User-ID}. */
final class PlayRoutes {
    private static final String GAME = "/api/v1/internal/games/{game_id}";

    private final Play play;

    PlayRoutes(Play play) {
        this.play = play;
    }

    List<Route> routes() {
        return List.of(
                Route.post(
                        "internalExecuteCommands",
                        GAME + "/commands",
                        Route.Body.PASS_THROUGH,
                        call -> send(call, play::commands)),
                Route.post(
                        "internalPutOrders",
                        GAME + "/orders",
                        Route.Body.PASS_THROUGH,
                        call -> send(call, play::orders)),
                Route.get("internalGetOrders", GAME + "/orders/{turn}", call -> read(call, play::storedOrders)),
                Route.get("internalGetReport", GAME + "/reports/{turn}", call -> read(call, play::report)));
    }

    /** Passes the array on exactly as it was written; every other member is dropped. */
    private static Answer send(Call call, Sending sending) {
        GameKey game = call.game();
        UserId user = call.user();
        byte[] array = call.json().arrayText("commands").getBytes(StandardCharsets.UTF_8);
        return Outcomes.of(sending.send(call.known(game), user, array));
    }

    private static Answer read(Call call, Reading reading) {
        GameKey game = call.game();
        UserId user = call.user();
        long turn = call.turn();
        return Outcomes.of(reading.read(call.known(game), user, turn));
    }

    private interface Sending {
        PlayOutcome send(GameKey game, UserId user, byte[] array);
    }

    private interface Reading {
        PlayOutcome read(GameKey game, UserId user, long turn);
    }
}

package org.ggscale.adapters.http.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineRequest;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.RaceName;

/** The requests of the engine contract, below the base path of an endpoint. */
final class EngineCalls {
    private EngineCalls() {}

    static Request init(EngineEndpoint endpoint, GameId gameId, List<RaceName> races) {
        String body = races.stream()
                .map(race -> "{\"raceName\":\"" + quoted(race) + "\"}")
                .collect(Collectors.joining(",", "{\"gameId\":\"" + gameId + "\",\"races\":[", "]}"));
        return to(endpoint, "/api/v1/admin/init").post(json(body)).build();
    }

    static Request status(EngineEndpoint endpoint) {
        return to(endpoint, "/api/v1/admin/status").build();
    }

    static Request turn(EngineEndpoint endpoint, GameId gameId, long expectedTurn) {
        String body = "{\"game_id\":\"" + gameId + "\",\"expected_turn\":" + expectedTurn + "}";
        return to(endpoint, "/api/v1/admin/turn").put(json(body)).build();
    }

    static Request banish(EngineEndpoint endpoint, RaceName race) {
        String body = "{\"race_name\":\"" + quoted(race) + "\"}";
        return to(endpoint, "/api/v1/admin/race/banish").post(json(body)).build();
    }

    static Request relay(EngineEndpoint endpoint, EngineRequest request) {
        return switch (request) {
            case EngineRequest.Commands commands ->
                to(endpoint, "/api/v1/command")
                        .put(wrapped(commands.actor(), commands.array()))
                        .build();
            case EngineRequest.Orders orders ->
                to(endpoint, "/api/v1/order")
                        .put(wrapped(orders.actor(), orders.array()))
                        .build();
            case EngineRequest.StoredOrders stored -> query(endpoint, "/api/v1/order", stored.actor(), stored.turn());
            case EngineRequest.Report report -> query(endpoint, "/api/v1/report", report.actor(), report.turn());
        };
    }

    static Request alive(EngineEndpoint endpoint) {
        return to(endpoint, "/healthz").build();
    }

    private static Request query(EngineEndpoint endpoint, String path, RaceName player, long turn) {
        HttpUrl url = url(endpoint, path)
                .newBuilder()
                .addQueryParameter("player", player.value())
                .addQueryParameter("turn", Long.toString(turn))
                .build();
        return to(endpoint, path).url(url).build();
    }

    private static Request.Builder to(EngineEndpoint endpoint, String path) {
        return new Request.Builder()
                .url(url(endpoint, path))
                .header("User-Agent", "ggscale")
                .header("Accept-Encoding", "identity");
    }

    private static HttpUrl url(EngineEndpoint endpoint, String path) {
        return HttpUrl.get(endpoint + path);
    }

    private static OneShotJson json(String body) {
        return new OneShotJson(body.getBytes(UTF_8));
    }

    private static OneShotJson wrapped(RaceName actor, byte[] array) {
        return new OneShotJson(
                ("{\"actor\":\"" + quoted(actor) + "\",\"cmd\":").getBytes(UTF_8), array, new byte[] {'}'});
    }

    private static String quoted(RaceName race) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(race.value()));
    }
}

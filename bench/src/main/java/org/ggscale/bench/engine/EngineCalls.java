package org.ggscale.bench.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers the calls of the engine contract, below {@code /games/<id>} or, for one game, at the root. */
final class EngineCalls implements HttpHandler {
    private static final Pattern ROUTE = Pattern.compile("(?:/games/([0-9a-f-]{36}))?(/healthz|/api/v1/.+)");
    private static final Pattern GAME_ID = Pattern.compile("\"game_?[iI]d\"\\s*:\\s*\"([0-9a-fA-F-]{36})\"");
    private static final Pattern EXPECTED = Pattern.compile("\"expected_turn\"\\s*:\\s*(\\d+)");
    private static final Pattern RACE = Pattern.compile("\"raceName\"\\s*:\\s*(\"(?:[^\"\\\\]|\\\\.)*\")");
    private static final UUID NOBODY = new UUID(0, 0);

    private final Games games;

    EngineCalls(Games games) {
        this.games = games;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            Matcher route = ROUTE.matcher(exchange.getRequestURI().getPath());
            Answer answer = route.matches()
                    ? answer(
                            exchange.getRequestMethod() + " " + route.group(2),
                            Optional.ofNullable(route.group(1)).map(UUID::fromString),
                            body)
                    : Answer.error(404, "not_found");
            send(exchange, answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer answer(String call, Optional<UUID> addressed, String body) throws IOException, InterruptedException {
        Optional<Game> game = addressed.isPresent() ? games.find(addressed.get()) : games.only();
        if (call.equals("GET /healthz")) {
            return new Answer(200, "{}");
        }
        if (call.equals("POST /api/v1/admin/init")) {
            return init(addressed, game, body);
        }
        if (game.isEmpty()) {
            return Answer.error(404, "not_initialised");
        }
        return switch (call) {
            case "GET /api/v1/admin/status" -> game.get().state();
            case "PUT /api/v1/admin/turn" -> game.get().play(turnCall(body));
            case "POST /api/v1/admin/race/banish" -> new Answer(204, "");
            default -> new Answer(200, "{}");
        };
    }

    private Answer init(Optional<UUID> addressed, Optional<Game> known, String body) throws IOException {
        UUID id = gameId(body);
        boolean misdirected = addressed.isPresent() ? !addressed.get().equals(id) : known.isPresent();
        if (id.equals(NOBODY)) {
            return Answer.error(400, "invalid_request");
        }
        if (misdirected && games.find(id).isEmpty()) {
            return Answer.error(409, "conflict");
        }
        List<String> races =
                RACE.matcher(body).results().map(race -> race.group(1)).toList();
        return games.init(id, races);
    }

    private static Game.TurnCall turnCall(String body) {
        Matcher expected = EXPECTED.matcher(body);
        return new Game.TurnCall(gameId(body), expected.find() ? Long.parseLong(expected.group(1)) : -1);
    }

    private static UUID gameId(String body) {
        Matcher id = GAME_ID.matcher(body);
        return id.find() ? UUID.fromString(id.group(1)) : NOBODY;
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}

package org.ggscale.examples.drift;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;

/** The engine contract over HTTP: routes, bodies in, answers out. */
final class Http {
    private static final int MAX_BODY = 1 << 20;

    private final Map<String, Map<String, Route>> routes;

    private Http(Game game) {
        this.routes = Map.of(
                "/healthz", Map.of("GET", call -> new Answer(200, "{\"status\":\"ok\"}")),
                "/api/v1/admin/init", Map.of("POST", call -> game.init(body(call))),
                "/api/v1/admin/status", Map.of("GET", call -> game.status()),
                "/api/v1/admin/turn", Map.of("PUT", call -> game.turn(body(call))),
                "/api/v1/admin/race/banish", Map.of("POST", call -> game.banish(body(call))),
                "/api/v1/command", Map.of("PUT", call -> game.command(body(call))),
                "/api/v1/order", Map.of("PUT", call -> game.order(body(call)), "GET", call -> game.orders(query(call))),
                "/api/v1/report", Map.of("GET", call -> game.report(query(call))));
    }

    /** Starts to listen, each call on its own thread. */
    static HttpServer start(InetSocketAddress address, Game game) throws IOException {
        // Without it the two writes of an answer wait for each other's acknowledgement, 40 ms a call.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create();
        try {
            server.bind(address, 0);
        } catch (BindException taken) {
            throw new IOException("cannot listen on " + address + ": " + taken.getMessage(), taken);
        }
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", new Http(game)::handle);
        server.start();
        return server;
    }

    private void handle(HttpExchange call) throws IOException {
        try (call) {
            Answer answer = answer(call);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            call.getResponseHeaders().set("Content-Type", "application/json");
            boolean bare = body.length == 0 || call.getRequestMethod().equals("HEAD");
            call.sendResponseHeaders(answer.status(), bare ? -1 : body.length);
            call.getResponseBody().write(body, 0, bare ? 0 : body.length);
        }
    }

    private Answer answer(HttpExchange call) {
        try {
            return route(call).answer(call);
        } catch (Refusal refused) {
            return refused.answer();
        } catch (IOException | RuntimeException broken) {
            broken.printStackTrace();
            return Answer.error(500, "internal_error", "the engine could not do that; its log says why");
        }
    }

    private Route route(HttpExchange call) {
        Map<String, Route> methods = routes.get(call.getRequestURI().getPath());
        if (methods == null) {
            throw Refusal.missing("not_found", "the engine contract has no such path");
        }
        return Optional.ofNullable(methods.get(call.getRequestMethod())).orElse(other -> {
            other.getResponseHeaders().set("Allow", String.join(", ", methods.keySet()));
            return Answer.error(405, "method_not_allowed", "the path takes " + methods.keySet());
        });
    }

    private static Json.Fields body(HttpExchange call) throws IOException {
        byte[] body = call.getRequestBody().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            throw Refusal.tooLarge("the body has more than " + MAX_BODY + " bytes");
        }
        if (JsonReader.read(body) instanceof Json.Fields fields) {
            return fields;
        }
        throw Refusal.invalid("the body must be an object");
    }

    private static Map<String, String> query(HttpExchange call) {
        Map<String, String> query = new HashMap<>();
        String raw = Optional.ofNullable(call.getRequestURI().getRawQuery()).orElse("");
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals >= 0) {
                query.put(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    /** Undoes percent-encoding, in which a plus is a plus. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** What a path does with a method. */
    private interface Route {
        Answer answer(HttpExchange call) throws IOException;
    }
}

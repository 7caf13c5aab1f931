package org.ggscale.bench.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The internal REST of a ready host, and the 5xx it should not have answered. */
final class InternalRest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI base;
    private final ConcurrentLinkedQueue<String> serverErrors = new ConcurrentLinkedQueue<>();

    InternalRest(URI base) {
        this.base = base;
    }

    static boolean isReady(URI base) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/readyz"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Reads a page of JSON; a path is below {@code /api/v1/internal}. */
    Reply get(String path) throws IOException, InterruptedException {
        return noted("GET " + path, exchange("GET", path, ""));
    }

    /** Posts a body, empty for none. */
    Reply post(String path, String body) throws IOException, InterruptedException {
        return noted("POST " + path, exchange("POST", path, body));
    }

    /** Orders a turn; what becomes of it is its own answer, also where that is a 502. */
    Reply force(String game) throws IOException, InterruptedException {
        return exchange("POST", "/runtimes/" + game + "/force-next-turn", "");
    }

    /** Registers a game; that a backend is away may be the answer. */
    Reply register(String game, String body) throws IOException, InterruptedException {
        return exchange("POST", "/games/" + game + "/register-runtime", body);
    }

    /** Restarts a game; that a backend is away may be the answer. */
    Reply restart(String game) throws IOException, InterruptedException {
        return exchange("POST", "/runtimes/" + game + "/restart", "");
    }

    /** Reads a whole list, page by page. */
    List<JsonNode> list(String path) throws IOException, InterruptedException {
        List<JsonNode> items = new ArrayList<>();
        String next = path + "?limit=200";
        while (true) {
            JsonNode page = get(next).expect(200);
            page.path("items").forEach(items::add);
            if (!page.path("next_cursor").isTextual()) {
                return items;
            }
            String cursor = URLEncoder.encode(page.path("next_cursor").asText(), StandardCharsets.UTF_8);
            next = path + "?limit=200&cursor=" + cursor;
        }
    }

    /** Reads a game's events from the first one on, up to and including the first that matches, for half a minute at most. */
    List<JsonNode> events(String game, Predicate<JsonNode> last) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri("/events?cursor=earliest&game_id=" + game))
                .timeout(Duration.ofSeconds(30))
                .build();
        HttpResponse<Stream<String>> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofLines());
        List<JsonNode> events = new ArrayList<>();
        Instant end = Instant.now().plusSeconds(30);
        try (Stream<String> lines = response.body()) {
            for (String line : (Iterable<String>) lines::iterator) {
                if (line.startsWith("data:")) {
                    events.add(JSON.readTree(line.substring("data:".length())));
                }
                if (Instant.now().isAfter(end) || (!events.isEmpty() && last.test(events.getLast()))) {
                    break;
                }
            }
        }
        return events;
    }

    /** Returns the requests that were answered with a 5xx. */
    List<String> serverErrors() {
        return List.copyOf(serverErrors);
    }

    private Reply noted(String request, Reply reply) {
        if (reply.status() >= 500) {
            serverErrors.add(request + " answered " + reply.status() + " " + reply.body());
        }
        return reply;
    }

    private Reply exchange(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest.BodyPublisher publisher =
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(90))
                .method(method, publisher);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        HttpResponse<byte[]> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Reply(response.statusCode(), JSON.readTree(response.body()));
    }

    private URI uri(String path) {
        return base.resolve("/api/v1/internal" + path);
    }

    /** An answer; a missing node for an empty body. */
    record Reply(int status, JsonNode body) {
        /** Returns the body of an answer with this status. */
        JsonNode expect(int expected) throws IOException {
            if (status != expected) {
                throw new IOException("expected " + expected + ", got " + status + " " + body);
            }
            return body;
        }
    }
}

package org.ggscale.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** The events of a channel as a lobby reads them. */
final class EventFeed implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();

    /** Reads from the oldest event on, until it is closed. */
    static EventFeed open(String address, String channel) throws IOException, InterruptedException {
        EventFeed feed = new EventFeed();
        URI uri = URI.create("http://" + address + "/api/v1/internal/events?cursor=earliest&channel=" + channel);
        var lines = feed.client
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofLines())
                .body();
        Thread.ofVirtual()
                .start(() -> lines.filter(line -> line.startsWith("data:"))
                        .map(line -> json(line.substring("data:".length())))
                        .forEach(feed.events::add));
        return feed;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    /** Waits until a game has so many events, and returns all that it has. */
    List<JsonNode> await(String game, int count) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> of(game), events -> events.size() >= count);
    }

    private List<JsonNode> of(String game) {
        return events.stream().filter(event -> event.toString().contains(game)).toList();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}

package org.ggscale.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program writes about requests, as whoever collects its lines sees it. */
class LogsIT {
    private static final String TOKEN = "s3cr3t-t0k3n-0123456789-abcdefghij";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    static Path data;

    private static Program host;
    private static String base;

    @BeforeAll
    static void start() throws IOException {
        host = Program.start(data, Map.of("GGSCALE_LOG_LEVEL", "debug", "GGSCALE_INTERNAL_TOKEN", TOKEN), "serve");
        base = "http://" + host.internalAddress(data);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        host.close();
    }

    @Test
    void everything_that_is_done_for_a_request_has_its_id() throws Exception {
        try (StubEngine engine = new StubEngine()) {
            String game = engine.register(
                    (path, body) -> send("POST", "/api/v1/internal" + path, body, "register.1")
                            .statusCode(),
                    "0 0 29 2 *");
            engine.loseNextAnswer();
            HttpResponse<String> forced =
                    send("POST", "/api/v1/internal/runtimes/" + game + "/force-next-turn", "", "force-7");

            assertThat(forced.statusCode()).isEqualTo(200);
            assertThat(forced.headers().firstValue("X-Request-ID")).contains("force-7");
            awaitLine("force-7", "is in doubt");
            awaitLine("force-7", "adopted in");
            JsonNode access = awaitLine("force-7", "/force-next-turn 200 in");
            assertThat(access.path("level").asText()).isEqualTo("INFO");
            assertThat(access.path("loggerName").asText()).isEqualTo("org.ggscale.access");
            assertThat(access.path("kvpList").toString())
                    .contains("\"operation\":\"internalForceNextTurn\"", "\"status\":\"200\"");
        }
    }

    @Test
    void reads_and_probes_are_lines_at_debug() {
        send("GET", "/healthz", "", "probe");
        assertThat(awaitLine("probe", "GET /healthz 200").path("level").asText())
                .isEqualTo("DEBUG");
        send("GET", "/api/v1/internal/runtimes", "", "list");
        assertThat(awaitLine("list", "runtimes 200").path("level").asText()).isEqualTo("DEBUG");
    }

    @Test
    void a_refusal_is_a_line_at_info_without_its_query() {
        send("GET", "/api/v1/internal/nothing?password=hunter2", "", "lost");
        JsonNode line = awaitLine("lost", "/api/v1/internal/nothing 404");
        assertThat(line.path("level").asText()).isEqualTo("INFO");
        assertThat(line.toString()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "quote\"", "ünï"})
    void an_id_that_is_not_well_formed_is_replaced(String id) {
        String answered = send("GET", "/healthz", "", id)
                .headers()
                .firstValue("X-Request-ID")
                .orElseThrow();
        assertThat(answered).isNotEqualTo(id).matches("[0-9a-f-]{36}");
    }

    @Test
    void every_line_is_json_and_no_secret_is_in_any() throws IOException {
        client.sendAsync(
                        HttpRequest.newBuilder(URI.create(base + "/api/v1/internal/runtimes"))
                                .header("Authorization", "Bearer wr0ng-s3cr3t-0123456789-abcdefghijk")
                                .header("X-Request-ID", "stranger")
                                .build(),
                        BodyHandlers.ofString())
                .join();
        awaitLine("stranger", "runtimes 401");

        List<String> lines = host.errors().lines().toList();
        assertThat(lines)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(JSON.readTree(line).isObject()).isTrue());
        assertThat(host.errors() + host.output()).doesNotContain(TOKEN, "wr0ng-s3cr3t");
    }

    private static JsonNode awaitLine(String id, String text) {
        return Awaitility.await(id + ": " + text)
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> host.errors()
                                .lines()
                                .map(LogsIT::parse)
                                .filter(line -> line.path("mdc")
                                        .path("request_id")
                                        .asText()
                                        .equals(id))
                                .filter(line ->
                                        line.path("formattedMessage").asText().contains(text))
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            // The last line may still be written.
            return JSON.createObjectNode();
        }
    }

    private static HttpResponse<String> send(String method, String path, String body, String id) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + TOKEN)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!id.isEmpty()) {
            request.header("X-Request-ID", id);
        }
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

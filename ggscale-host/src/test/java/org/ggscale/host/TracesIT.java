package org.ggscale.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trace from whoever calls the host to the engine that the host calls, as a collector sees it. */
class TracesIT {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CALLER = "b7ad6b7169203331";

    @TempDir
    Path data;

    @Test
    void a_trace_goes_from_the_caller_through_the_host_to_the_engine() throws Exception {
        try (OtlpReceiver collector = new OtlpReceiver();
                StubEngine engine = new StubEngine()) {
            Map<String, String> variables = Map.of(
                    "GGSCALE_OTEL_TRACES_EXPORTER", "otlp",
                    "GGSCALE_OTEL_METRICS_EXPORTER", "otlp",
                    "OTEL_EXPORTER_OTLP_ENDPOINT", collector.url(),
                    "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
                    "OTEL_BSP_SCHEDULE_DELAY", "100");
            try (Program host = Program.start(data, variables, "serve")) {
                force(host, engine);

                OtlpReceiver.Span request = await(collector, "internalForceNextTurn");
                OtlpReceiver.Span call = await(collector, "engine turn");
                assertThat(request.trace()).isEqualTo(TRACE);
                assertThat(request.parent()).isEqualTo(CALLER);
                assertThat(call.trace()).isEqualTo(TRACE);
                assertThat(call.parent()).isEqualTo(request.id());
                assertThat(engine.calls("/api/v1/admin/turn"))
                        .singleElement()
                        .satisfies(turn -> assertThat(turn.headers())
                                .containsEntry("traceparent", "00-" + TRACE + "-" + call.id() + "-01"));
            }
            assertThat(collector.metrics()).contains("ggscale.turns", "ggscale.turn", "jvm.memory.used");
        }
    }

    @Test
    void spans_and_meters_are_printed_on_request() throws Exception {
        try (StubEngine engine = new StubEngine();
                Program host = Program.start(
                        data,
                        Map.of("GGSCALE_OTEL_TRACES_EXPORTER", "stdout", "GGSCALE_OTEL_METRICS_EXPORTER", "stdout"),
                        "serve")) {
            force(host, engine);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> host.output().contains(" internalForceNextTurn "));
            assertThat(host.output()).containsPattern("span " + TRACE + " [0-9a-f]{16} [0-9a-f]{16} engine turn ");

            host.close();
            assertThat(host.output()).contains("ggscale.turns{outcome=committed,trigger=force}");
        }
    }

    @Test
    void without_an_exporter_nothing_of_it_is_loaded_and_engines_get_no_trace() throws Exception {
        Path loaded = data.resolveSibling("loaded-" + data.getFileName());
        try (StubEngine engine = new StubEngine();
                Program host =
                        Program.start(data, Map.of("GGSCALE_JAVA_OPTS", "-Xlog:class+load:file=" + loaded), "serve")) {
            force(host, engine);

            assertThat(engine.calls("/api/v1/admin/turn"))
                    .singleElement()
                    .satisfies(turn -> assertThat(turn.headers()).doesNotContainKey("traceparent"));
            assertThat(Files.readString(loaded))
                    .contains("org.ggscale.host.HostMetrics")
                    .doesNotContain("io.opentelemetry", "io.micrometer.registry.otlp");
        } finally {
            Files.deleteIfExists(loaded);
        }
    }

    private void force(Program host, StubEngine engine) throws IOException, InterruptedException {
        String address = host.internalAddress(data);
        String game = engine.register(new InternalRest(address));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + address + "/api/v1/internal/runtimes/" + game + "/force-next-turn"))
                .header("traceparent", "00-" + TRACE + "-" + CALLER + "-01")
                .POST(BodyPublishers.noBody())
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }

    private static OtlpReceiver.Span await(OtlpReceiver collector, String name) {
        return Awaitility.await(name)
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> collector.spans().stream()
                                .filter(span -> span.name().equals(name))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }
}

package org.ggscale.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.ggscale.core.game.GameId;
import org.ggscale.host.configuration.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real host shows of turns, calls and requests that really happened. */
class MetricsIT {
    /** Every name of ours with its labels; who has built on them counts on each. */
    private static final Map<String, String> FROZEN = new TreeMap<>(Map.ofEntries(
            Map.entry("ggscale_turns_total", "outcome,trigger"),
            Map.entry("ggscale_turn_seconds", ""),
            Map.entry("ggscale_turn_lateness_seconds", ""),
            Map.entry("ggscale_turn_recoveries_total", "result"),
            Map.entry("ggscale_runtimes", "status"),
            Map.entry("ggscale_engine_call_seconds", "call,outcome"),
            Map.entry("ggscale_engine_instance_seconds", "operation,outcome"),
            Map.entry("ggscale_membership_cache_total", "result"),
            Map.entry("ggscale_membership_invalidations_total", "outcome"),
            Map.entry("ggscale_outbox_lag_seconds", ""),
            Map.entry("ggscale_http_request_seconds", "operation,status,surface")));

    private static final Pattern SAMPLE = Pattern.compile("(\\w+)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"[^\"]*\"");
    private static final Pattern ROW = Pattern.compile("\\| `(ggscale_\\w+)` \\|([^|]*)\\|.*");

    @TempDir
    static Path directory;

    private static final HttpClient client = HttpClient.newHttpClient();
    private static Host host;
    private static InternalRest rest;
    private static DemoGame game;

    @BeforeAll
    static void play() {
        host = Host.start(
                Configuration.read(
                        Map.of(
                                "GGSCALE_DATA_DIR", directory.resolve("data").toString(),
                                "GGSCALE_INTERNAL_ADDR", "127.0.0.1:0",
                                "GGSCALE_METRICS_ADDR", "127.0.0.1:0",
                                "GGSCALE_ENGINE_PROBE_INTERVAL", "1s",
                                "GGSCALE_LOG_LEVEL", "error"),
                        Optional.empty()),
                signal -> {});
        rest = new InternalRest(host.internalAddress());
        DemoGame.createEngineVersion(rest);
        game = DemoGame.register(rest, "@every 1s");
        // One that is always running, whenever it is counted.
        DemoGame.register(rest, "@yearly");
    }

    @AfterAll
    static void close() {
        host.close();
    }

    @Test
    void a_turn_on_schedule_is_counted_timed_and_compared_with_its_due_time() {
        awaitAtLeast(1, "ggscale_turns_total{outcome=\"committed\",trigger=\"schedule\"}");
        awaitAtLeast(1, "ggscale_turn_seconds_count");
        awaitAtLeast(1, "ggscale_turn_seconds_bucket{le=\"+Inf\"}");
        awaitAtLeast(1, "ggscale_turn_lateness_seconds_count");
        awaitAtLeast(1, "ggscale_engine_call_seconds_count{call=\"turn\",outcome=\"answered\"}");
        awaitAtLeast(1, "ggscale_engine_instance_seconds_count{operation=\"start\",outcome=\"done\"}");
    }

    @Test
    void a_forced_turn_is_counted_as_such() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> rest.post("/runtimes/" + game.id() + "/force-next-turn", "", "")
                                .status()
                        == 200);
        assertThat(value("ggscale_turns_total{outcome=\"committed\",trigger=\"force\"}"))
                .isEqualTo(1);
    }

    @Test
    void orders_and_reports_are_calls_requests_and_cache_hits() {
        double hits = value("ggscale_membership_cache_total{result=\"hit\"}");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> rest.post("/games/" + game.id() + "/orders", "{\"commands\":[]}", "bot-1")
                                .status()
                        == 200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() ->
                        rest.get("/games/" + game.id() + "/reports/0", "bot-1").status() == 200);

        awaitAtLeast(1, "ggscale_engine_call_seconds_count{call=\"orders\",outcome=\"answered\"}");
        awaitAtLeast(1, "ggscale_engine_call_seconds_count{call=\"report\",outcome=\"answered\"}");
        awaitAtLeast(
                1,
                "ggscale_http_request_seconds_count{operation=\"internalPutOrders\",status=\"200\",surface=\"internal\"}");
        awaitAtLeast(
                1,
                "ggscale_http_request_seconds_count{operation=\"internalGetReport\",status=\"200\",surface=\"internal\"}");
        awaitAtLeast(hits + 2, "ggscale_membership_cache_total{result=\"hit\"}");
        awaitAtLeast(1, "ggscale_membership_cache_total{result=\"miss\"}");
    }

    @Test
    void a_request_without_a_route_is_counted_without_its_path() {
        rest.get("/nothing/here", "bot-1");

        awaitAtLeast(1, "ggscale_http_request_seconds_count{operation=\"none\",status=\"404\",surface=\"internal\"}");
    }

    @Test
    void a_turn_whose_answer_is_lost_is_a_recovery_and_adopted() throws IOException {
        String inits = "ggscale_engine_call_seconds_count{call=\"init\",outcome=\"answered\"}";
        double before = value(inits);
        try (StubEngine engine = new StubEngine()) {
            String stub = engine.register(rest);
            engine.loseNextAnswer();

            rest.post("/runtimes/" + stub + "/force-next-turn", "", "").expect(200);

            assertThat(value("ggscale_turn_recoveries_total{result=\"adopted\"}"))
                    .isEqualTo(1);
            assertThat(value("ggscale_turns_total{outcome=\"adopted\",trigger=\"force\"}"))
                    .isEqualTo(1);
            assertThat(value("ggscale_engine_call_seconds_count{call=\"turn\",outcome=\"unanswered\"}"))
                    .isEqualTo(1);
            assertThat(value(inits)).isEqualTo(before + 1);
        }
    }

    /** Takes seconds: three probes of a process that really hangs time out. */
    @Test
    void an_engine_that_hangs_fails_its_probes_and_is_healthy_when_it_goes_on() throws Exception {
        GameId idle = DemoGame.register(rest, "0 0 29 2 *").id();
        String process = runtime(idle).path("current_container_id").asText();
        try {
            signal("-STOP", process);
            awaitHealth(idle, "probe_failed");
        } finally {
            signal("-CONT", process);
        }
        awaitHealth(idle, "healthy");
        assertThat(runtime(idle).path("status").asText()).isEqualTo("running");
        awaitAtLeast(3, "ggscale_engine_call_seconds_count{call=\"health\",outcome=\"unanswered\"}");
    }

    private static void awaitHealth(GameId game, String health) {
        Awaitility.await(health)
                .atMost(Duration.ofSeconds(30))
                .until(() -> runtime(game).path("engine_health").asText().equals(health));
    }

    private static JsonNode runtime(GameId game) {
        return rest.get("/runtimes/" + game, "bot-1").json();
    }

    private static void signal(String signal, String process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", signal, process).start().waitFor())
                .isZero();
    }

    @Test
    void invalidations_are_on_the_page_before_there_is_one() {
        assertThat(value("ggscale_membership_invalidations_total{outcome=\"succeeded\"}"))
                .isZero();
        assertThat(value("ggscale_membership_invalidations_total{outcome=\"failed\"}"))
                .isZero();
    }

    @Test
    void games_are_counted_by_status_and_no_event_lags() {
        awaitAtLeast(1, "ggscale_runtimes{status=\"running\"}");
        assertThat(value("ggscale_outbox_lag_seconds")).isBetween(0.0, 5.0);
    }

    @Test
    void the_java_the_process_and_both_pools_have_their_standard_names() {
        assertThat(page())
                .contains(
                        "jvm_memory_used_bytes{",
                        "jvm_gc_",
                        "jvm_threads_live_threads",
                        "process_cpu_usage",
                        "process_uptime_seconds",
                        "process_files_open_files",
                        "hikaricp_connections_active{pool=\"ggscale-app\"}",
                        "hikaricp_connections_active{pool=\"ggscale-worker\"}");
    }

    @Test
    void the_names_and_labels_are_frozen() {
        game.sendOrders(0);
        awaitAtLeast(1, "ggscale_turn_seconds_count");

        assertThat(families(page())).isEqualTo(FROZEN);
    }

    @Test
    void the_reference_page_lists_every_name_with_its_labels_and_no_other() throws IOException {
        Map<String, String> listed = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("..", "docs", "reference", "metrics.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                listed.put(row.group(1), sorted(row.group(2).replaceAll("[` ]", "")));
            }
        }
        assertThat(listed).isEqualTo(FROZEN);
    }

    @Test
    void the_page_comes_in_the_form_that_is_asked_for() throws Exception {
        assertThat(get("*/*").headers().firstValue("Content-Type"))
                .contains("text/plain; version=0.0.4; charset=utf-8");
        HttpResponse<String> open = get("application/openmetrics-text; version=1.0.0");
        assertThat(open.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/openmetrics-text");
        assertThat(open.body()).endsWith("# EOF\n");
    }

    private static void awaitAtLeast(double least, String sample) {
        Awaitility.await(sample)
                .atMost(Duration.ofSeconds(30))
                .until(() -> page().contains("\n" + sample + " ") && value(sample) >= least);
    }

    private static double value(String sample) {
        return page().lines()
                .filter(line -> line.startsWith(sample + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(sample.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(sample + " is not on the page"));
    }

    /** Returns our names without the endings of histograms, with their labels but those of buckets. */
    private static Map<String, String> families(String page) {
        Map<String, TreeSet<String>> labels = new TreeMap<>();
        page.lines().filter(line -> line.startsWith("ggscale_")).forEach(line -> {
            Matcher sample = SAMPLE.matcher(line);
            assertThat(sample.matches()).as(line).isTrue();
            String name = sample.group(1).replaceAll("_seconds_(bucket|count|sum)$", "_seconds");
            TreeSet<String> names = labels.computeIfAbsent(name, key -> new TreeSet<>());
            Matcher label = LABEL.matcher(Optional.ofNullable(sample.group(2)).orElse(""));
            while (label.find()) {
                names.add(label.group(1));
            }
            names.remove("le");
        });
        return labels.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> String.join(",", each.getValue()), (a, b) -> a, TreeMap::new));
    }

    private static String sorted(String labels) {
        return labels.isEmpty() ? "" : String.join(",", new TreeSet<>(List.of(labels.split(","))));
    }

    private static String page() {
        try {
            return get("*/*").body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> get(String accept) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://" + host.metricsAddress() + "/metrics"))
                        .header("Accept", accept)
                        .build(),
                BodyHandlers.ofString());
    }
}

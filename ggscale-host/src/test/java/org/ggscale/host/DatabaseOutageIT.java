package org.ggscale.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.ggscale.adapters.postgres.embedded.EmbeddedPostgres;
import org.ggscale.host.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseOutageIT {
    @TempDir
    Path directory;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void a_stopped_database_means_503_and_everything_goes_on_when_it_is_back() throws Exception {
        EmbeddedPostgres database = start();
        try (Relay relay = new Relay(database.port());
                Host host = Host.start(configuration(database, relay), signal -> {})) {
            InternalRest rest = new InternalRest(host.internalAddress());
            DemoGame.createEngineVersion(rest);
            String runtime = "/api/v1/internal/runtimes/"
                    + DemoGame.register(rest, "@every 1s").id();
            await(() -> turn(host, runtime) >= 1);

            database.close();
            await(() -> get(host, "/readyz").statusCode() == 503);
            assertThat(get(host, "/readyz").body()).contains("\"database\"", "PostgreSQL");
            HttpResponse<String> refused = get(host, runtime);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("service_unavailable");
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(get(host, "/healthz").statusCode()).isEqualTo(200);

            database = start();
            relay.target(database.port());
            await(() -> get(host, "/readyz").statusCode() == 200);
            long before = turn(host, runtime);
            await(() -> turn(host, runtime) >= before + 2);
        } finally {
            database.close();
        }
    }

    private EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder(directory.resolve("pg"))
                .cache(Path.of("target", "postgres"))
                .start();
    }

    private Configuration configuration(EmbeddedPostgres database, Relay relay) {
        return Configuration.read(
                Map.of(
                        "GGSCALE_DATA_DIR",
                        directory.resolve("data").toString(),
                        "GGSCALE_INTERNAL_ADDR",
                        "127.0.0.1:0",
                        "GGSCALE_METRICS_ADDR",
                        "127.0.0.1:0",
                        "GGSCALE_LOG_FORMAT",
                        "text",
                        "GGSCALE_LOG_LEVEL",
                        "error",
                        "GGSCALE_POSTGRES_DSN",
                        through(relay, database.applicationUrl(), database),
                        "GGSCALE_POSTGRES_WORKER_DSN",
                        through(relay, database.workerUrl(), database),
                        "GGSCALE_POSTGRES_MIGRATOR_DSN",
                        through(relay, database.migratorUrl(), database)),
                Optional.empty());
    }

    private static String through(Relay relay, String url, EmbeddedPostgres database) {
        return url.replace(":" + database.port() + "/", ":" + relay.port() + "/") + "&connect_timeout=1";
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(condition);
    }

    private long turn(Host host, String runtime) throws Exception {
        String body = get(host, runtime).body();
        return body.contains("current_turn")
                ? Long.parseLong(body.replaceAll("(?s).*\"current_turn\"\\s*:\\s*(\\d+).*", "$1"))
                : -1;
    }

    private HttpResponse<String> get(Host host, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://" + host.internalAddress() + path))
                        .timeout(Duration.ofSeconds(30))
                        .build(),
                BodyHandlers.ofString());
    }
}

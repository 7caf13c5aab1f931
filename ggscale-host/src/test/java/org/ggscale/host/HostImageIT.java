package org.ggscale.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.ggscale.adapters.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image of the host, run as its compose file does. */
@NeedsImages
class HostImageIT {
    private static String image;

    private final List<String> containers = new ArrayList<>();

    @TempDir
    Path directory;

    @BeforeAll
    static void load() {
        image = DockerCommand.run("load", "--input", NeedsImages.HOST.toString())
                .replaceFirst("(?s).*: ", "");
    }

    @AfterEach
    void remove() {
        containers.forEach(container -> DockerCommand.call("rm", "--force", "--volumes", container));
    }

    @Test
    void it_serves_as_nobody_on_a_read_only_root_and_says_that_it_is_healthy() throws Exception {
        try (EmbeddedPostgres database = database()) {
            String host = start(
                    "GGSCALE_INTERNAL_ADDR=127.0.0.1:0",
                    "GGSCALE_METRICS_ADDR=127.0.0.1:0",
                    "GGSCALE_POSTGRES_DSN=" + database.applicationUrl(),
                    "GGSCALE_POSTGRES_WORKER_DSN=" + database.workerUrl(),
                    "GGSCALE_POSTGRES_MIGRATOR_DSN=" + database.migratorUrl());

            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .untilAsserted(() ->
                            assertThat(inspect(host, ".State.Health.Status")).isEqualTo("healthy"));
            assertThat(inspect(host, ".Config.User")).isEqualTo("65532:65532");
            DockerCommand.run("stop", "--time", "30", host);
            assertThat(inspect(host, ".State.ExitCode"))
                    .as(DockerCommand.run("logs", host))
                    .isEqualTo("0");
        }
    }

    @Test
    void without_a_database_it_says_what_to_set() {
        String host = start("GGSCALE_INTERNAL_ADDR=127.0.0.1:0");

        assertThat(DockerCommand.run("wait", host)).isEqualTo("1");
        assertThat(DockerCommand.run("logs", host)).contains("ggscale: ", "set GGSCALE_POSTGRES_DSN");
    }

    /** On the machine's own network, where the database of the tests listens. */
    private String start(String... variables) {
        List<String> command = new ArrayList<>(List.of(
                "run", "--detach", "--read-only", "--cap-drop", "ALL", "--network", "host", "--health-interval", "1s"));
        for (String variable : variables) {
            command.addAll(List.of("--env", variable));
        }
        command.add(image);
        String container = DockerCommand.run(command.toArray(String[]::new));
        containers.add(container);
        return container;
    }

    private static String inspect(String container, String field) {
        return DockerCommand.run("inspect", "--format", "{{" + field + "}}", container);
    }

    private EmbeddedPostgres database() throws IOException {
        return EmbeddedPostgres.builder(directory.resolve("pg"))
                .cache(Path.of("target", "postgres"))
                .start();
    }
}

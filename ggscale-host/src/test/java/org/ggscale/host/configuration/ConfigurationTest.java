package org.ggscale.host.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path directory;

    @Test
    void nothing_has_to_be_set() {
        Configuration configuration = read(Map.of());
        assertThat(configuration.postgres().dsn()).isEmpty();
        assertThat(configuration.internalAddress()).isEqualTo(new Address("127.0.0.1", 8081));
        assertThat(configuration.turns().turnTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(configuration.engines().childProcesses()).isTrue();
        assertThat(configuration.warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GGSCALE_ENV|test|development, production",
                "GGSCALE_POSTGRES_SCHEMA|Big|1 to 63 characters",
                "GGSCALE_POSTGRES_MAX_CONNECTIONS|1|from 2 to 100",
                "GGSCALE_POSTGRES_MAX_CONNECTIONS|many|from 2 to 100",
                "GGSCALE_INTERNAL_ADDR|8081|host:port",
                "GGSCALE_INTERNAL_ADDR|127.0.0.1:65536|host:port",
                "GGSCALE_METRICS_ADDR|9090|host:port",
                "GGSCALE_ENGINES|docker,podman|auto, or a list of process and docker",
                "GGSCALE_ENGINES|auto,docker|auto, or a list of process and docker",
                "GGSCALE_DOCKER_NETWORK|a b|1 to 63 characters",
                "GGSCALE_RUNTIME_IMAGE_PULL_POLICY|daily|if_missing, always, never",
                "GGSCALE_ENGINE_MAX_MEMORY|5MiB|at least 6291456 bytes",
                "GGSCALE_ENGINE_MAX_MEMORY|1GB|at least 6291456 bytes",
                "GGSCALE_ENGINE_MAX_CPUS|0|0.01 or more",
                "GGSCALE_ENGINE_MAX_CPUS|two|0.01 or more",
                "GGSCALE_ENGINE_MAX_PIDS|0|from 1 to 1000000",
                "GGSCALE_NODE|a b|1 to 64 characters",
                "GGSCALE_TICK_INTERVAL|1|from 10ms to 1m",
                "GGSCALE_TICK_INTERVAL|9ms|from 10ms to 1m",
                "GGSCALE_TURN_CONCURRENCY|0|from 1 to 100000",
                "GGSCALE_TURN_CONCURRENCY_PER_ENGINE|-1|from 1 to 10000",
                "GGSCALE_ENGINE_TURN_TIMEOUT|11m|from 1s to 10m",
                "GGSCALE_ENGINE_INIT_TIMEOUT|500ms|from 1s to 10m",
                "GGSCALE_ENGINE_CALL_TIMEOUT|soon|from 100ms to 10m",
                "GGSCALE_ENGINE_PROBE_INTERVAL|999ms|from 1s to 10m",
                "GGSCALE_INSTANCE_OPERATIONS|0|from 1 to 256",
                "GGSCALE_RUNTIME_RECONCILE_INTERVAL|2h|from 1s to 1h",
                "GGSCALE_MEMBERSHIP_CACHE_MAX_GAMES|0|from 1 to 10000000",
                "GGSCALE_SHUTDOWN_TIMEOUT|0s|from 1s to 10m",
                "GGSCALE_LOG_FORMAT|xml|json, text",
                "GGSCALE_LOG_LEVEL|loud|error, warn, info, debug, trace",
                "GGSCALE_OTEL_TRACES_EXPORTER|zipkin|otlp, none, stdout",
                "GGSCALE_OTEL_METRICS_EXPORTER|statsd|otlp, none, stdout",
            })
    void a_value_that_cannot_be_used_is_named_with_what_is_allowed(String variable, String value, String allowed) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> read(Map.of(variable, value)))
                .withMessageContainingAll(variable, "\"" + value + "\"", allowed);
    }

    @Test
    void a_secret_is_never_printed() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> read(Map.of("GGSCALE_INTERNAL_TOKEN", "hunter2")))
                .withMessage("GGSCALE_INTERNAL_TOKEN is a text of 7 characters; allowed: at least 32 characters");
    }

    @Test
    void a_secret_is_read_from_a_file_too() throws IOException {
        Path file = Files.writeString(directory.resolve("token"), TOKEN + "\n");
        assertThat(read(Map.of("GGSCALE_INTERNAL_TOKEN_FILE", file.toString())).internalToken())
                .contains(TOKEN);
    }

    @Test
    void an_address_off_loopback_needs_a_token() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> read(Map.of("GGSCALE_INTERNAL_ADDR", "0.0.0.0:8081")))
                .withMessageContainingAll("GGSCALE_INTERNAL_TOKEN", "0.0.0.0:8081");
        assertThat(read(Map.of("GGSCALE_INTERNAL_ADDR", "[::]:0", "GGSCALE_INTERNAL_TOKEN", TOKEN))
                        .internalAddress())
                .isEqualTo(new Address("::", 0));
    }

    @Test
    void production_names_its_database_and_every_login() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> read(Map.of("GGSCALE_ENV", "production")))
                .withMessageContaining("GGSCALE_POSTGRES_DSN");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() ->
                        read(Map.of("GGSCALE_ENV", "production", "GGSCALE_POSTGRES_DSN", "postgres://u:secret@h/d")))
                .withMessageContaining("GGSCALE_POSTGRES_WORKER_DSN")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
    }

    @Test
    void production_refuses_a_token_that_is_easily_guessed() {
        Map<String, String> production = new HashMap<>(Map.of(
                "GGSCALE_ENV",
                "production",
                "GGSCALE_POSTGRES_DSN",
                "embedded",
                "GGSCALE_INTERNAL_TOKEN",
                "x".repeat(40)));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> read(production))
                .withMessageContainingAll("GGSCALE_INTERNAL_TOKEN", "40 characters", "random");
        production.put("GGSCALE_INTERNAL_TOKEN", TOKEN);
        assertThat(read(production).internalToken()).contains(TOKEN);
    }

    @Test
    void a_login_beside_the_embedded_database_is_refused() {
        for (String variable : List.of("GGSCALE_POSTGRES_WORKER_DSN", "GGSCALE_POSTGRES_MIGRATOR_DSN")) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> read(Map.of(variable, "postgres://u:hush@h/d")))
                    .withMessageContainingAll(variable, "GGSCALE_POSTGRES_DSN")
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hush"));
        }
    }

    @Test
    void production_starts_child_processes_only_when_they_are_named() {
        Map<String, String> production = Map.of("GGSCALE_ENV", "production", "GGSCALE_POSTGRES_DSN", "embedded");
        assertThat(read(production).engines().childProcesses()).isFalse();
        Map<String, String> named = new HashMap<>(production);
        named.put("GGSCALE_ENGINES", "process");
        assertThat(read(named).engines().childProcesses()).isTrue();
    }

    @Test
    void docker_is_used_when_it_answers_unless_the_list_says_otherwise() {
        assertThat(read(Map.of()).engines().docker()).isEqualTo(Engines.Docker.IF_IT_ANSWERS);
        assertThat(read(Map.of("GGSCALE_ENGINES", "process")).engines().docker())
                .isEqualTo(Engines.Docker.NO);
        assertThat(read(Map.of("GGSCALE_ENGINES", "docker")).engines())
                .extracting(Engines::docker, Engines::childProcesses)
                .containsExactly(Engines.Docker.YES, false);
        assertThat(read(Map.of("GGSCALE_ENGINES", "process, docker")).engines())
                .extracting(Engines::docker, Engines::childProcesses)
                .containsExactly(Engines.Docker.YES, true);
    }

    @Test
    void sizes_have_units_or_are_bytes() {
        assertThat(read(Map.of("GGSCALE_ENGINE_MAX_MEMORY", "512MiB"))
                        .engines()
                        .containers()
                        .maxMemory())
                .isEqualTo(512L << 20);
        assertThat(read(Map.of("GGSCALE_ENGINE_MAX_MEMORY", "8388608"))
                        .engines()
                        .containers()
                        .maxMemory())
                .isEqualTo(8L << 20);
    }

    @Test
    void the_environment_wins_over_the_file() throws IOException {
        Path file = Files.writeString(
                directory.resolve("ggscale.properties"), "GGSCALE_LOG_FORMAT=text\nGGSCALE_LOG_LEVEL=debug\n");
        Configuration configuration = Configuration.read(Map.of("GGSCALE_LOG_LEVEL", "warn"), Optional.of(file));
        assertThat(configuration.logging()).isEqualTo(new Configuration.Logging("text", "warn"));
    }

    @Test
    void an_unknown_variable_is_a_warning_with_the_nearest_name() {
        assertThat(read(Map.of(
                                "GGSCALE_TURN_CONCURENCY",
                                "5",
                                "GGSCALE_JAVA_HOME",
                                "/x",
                                "GGSCALE_JAVA_OPTS",
                                "-Xmx1g",
                                "HOME",
                                "/y"))
                        .warnings())
                .isEqualTo(List.of("GGSCALE_TURN_CONCURENCY is not a variable of this version; the nearest is"
                        + " GGSCALE_TURN_CONCURRENCY"));
    }

    @Test
    void the_file_of_a_value_that_is_no_secret_is_not_read() {
        assertThat(read(Map.of("GGSCALE_LOG_LEVEL_FILE", "/x")).warnings())
                .containsExactly("GGSCALE_LOG_LEVEL_FILE is not a variable of this version; the nearest is"
                        + " GGSCALE_LOG_LEVEL");
    }

    @Test
    void a_file_of_a_secret_that_holds_none_is_named() throws IOException {
        Path empty = Files.writeString(directory.resolve("empty"), "\n");
        for (String file :
                List.of(empty.toString(), directory.resolve("missing").toString())) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> read(Map.of("GGSCALE_POSTGRES_DSN_FILE", file)))
                    .withMessageContainingAll("GGSCALE_POSTGRES_DSN_FILE", file);
        }
    }

    @Test
    void an_older_name_is_read() {
        assertThat(dsn(Map.of("BACKEND_POSTGRES_DSN", "older"))).contains("older");
        assertThat(dsn(Map.of("BACKEND_POSTGRES_DSN", "older", "GGSCALE_POSTGRES_DSN", "newer")))
                .contains("newer");
        assertThat(read(Map.of("BACKEND_OTEL_TRACES_EXPORTER", "stdout")).telemetry())
                .isEqualTo(new Configuration.Telemetry("stdout", "none"));
    }

    @Test
    void the_environment_wins_over_the_file_by_whatever_name() throws IOException {
        Path file = Files.writeString(directory.resolve("ggscale.properties"), "GGSCALE_POSTGRES_DSN=of the file\n");
        Path secret = Files.writeString(directory.resolve("dsn"), "of the secret's file\n");
        for (Map<String, String> environment : List.of(
                Map.of("GGSCALE_POSTGRES_DSN_FILE", secret.toString()),
                Map.of("BACKEND_POSTGRES_DSN", "of the secret's file"))) {
            assertThat(Configuration.read(environment, Optional.of(file))
                            .postgres()
                            .dsn())
                    .contains("of the secret's file");
        }
        assertThat(Configuration.read(Map.of("GGSCALE_POSTGRES_DSN", ""), Optional.of(file))
                        .postgres()
                        .dsn())
                .contains("of the file");
    }

    @Test
    void the_reference_page_lists_every_variable_with_its_default_and_no_other() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("..", "docs", "reference", "configuration.md")).stream()
                .filter(line -> line.startsWith("| `GGSCALE_"))
                .toList();
        assertThat(rows).hasSize(Variable.values().length);
        for (Variable variable : Variable.values()) {
            assertThat(rows)
                    .contains("| `" + variable.name() + "` | `" + variable.shownDefault() + "` | " + variable.meaning()
                            + (variable.secret() ? " (secret) |" : " |"));
        }
    }

    private static Optional<String> dsn(Map<String, String> environment) {
        return read(environment).postgres().dsn();
    }

    private static Configuration read(Map<String, String> environment) {
        return Configuration.read(environment, Optional.empty());
    }
}

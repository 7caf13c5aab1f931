package org.ggscale.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo, as the first thing anybody sees: however it ends, nothing of it is left. */
class DemoIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path temporary;

    @Test
    void it_plays_its_turns_and_leaves_nothing_behind() throws Exception {
        Program demo = demo("--turns", "2", "--schedule", "@every 1s");

        assertThat(demo.exitCode()).as(demo.errors()).isZero();
        assertThat(demo.output()).containsPattern("turn 2  game \\S+  2 players  \\d+ ms");
        assertNothingLeft(demo);
    }

    @Test
    void a_signal_in_the_middle_of_a_turn_ends_it_without_a_word() throws Exception {
        Program demo = demo("--schedule", "@every 1s");
        Awaitility.await().atMost(PATIENCE).until(() -> demo.output().contains("turn 1"));
        demo.terminate();

        assertThat(demo.exitCode()).isZero();
        assertNothingLeft(demo);
    }

    @Test
    void a_signal_while_it_starts_ends_it_without_a_word() throws Exception {
        Program demo = demo();
        Awaitility.await().atMost(PATIENCE).until(this::databaseIsBeingMade);
        demo.terminate();

        assertThat(demo.exitCode()).isZero();
        assertNothingLeft(demo);
    }

    @Test
    void a_daemon_that_is_away_is_one_sentence_that_names_it_and_what_to_set() throws Exception {
        Program demo = Program.start(
                temporary.resolve("unused"),
                Map.of(
                        "GGSCALE_DOCKER_HOST", "unix://" + temporary.resolve("docker.sock"),
                        "GGSCALE_JAVA_OPTS", "-Djava.io.tmpdir=" + temporary),
                "demo",
                "--engines",
                "docker");

        assertThat(demo.exitCode()).isEqualTo(1);
        assertThat(demo.errors().strip())
                .contains("unix://" + temporary.resolve("docker.sock"), "GGSCALE_DOCKER_HOST")
                .doesNotContain("\n");
        assertThat(temporary).isEmptyDirectory();
    }

    private Program demo(String... options) throws IOException {
        String[] arguments =
                Stream.concat(Stream.of("demo"), Stream.of(options)).toArray(String[]::new);
        return Program.start(
                temporary.resolve("unused"), Map.of("GGSCALE_JAVA_OPTS", "-Djava.io.tmpdir=" + temporary), arguments);
    }

    private boolean databaseIsBeingMade() throws IOException {
        try (Stream<Path> made = Files.list(temporary)) {
            return made.anyMatch(directory -> Files.exists(directory.resolve("postgres")));
        }
    }

    private void assertNothingLeft(Program demo) throws IOException {
        assertThat(demo.errors()).isEmpty();
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left.filter(file -> file.getFileName().toString().startsWith("ggscale")))
                    .isEmpty();
        }
        assertThat(ProcessHandle.allProcesses()
                        .flatMap(process -> process.info().commandLine().stream())
                        .filter(line -> line.contains(temporary.toString())))
                .isEmpty();
    }
}

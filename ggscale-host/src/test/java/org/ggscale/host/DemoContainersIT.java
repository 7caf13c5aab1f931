package org.ggscale.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo with its engines in containers: however it ends, nothing of it is left but the image. */
@NeedsImages
class DemoContainersIT {
    private final String network = "ggtest-" + UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    Path temporary;

    @AfterEach
    void clear() {
        DockerCommand.clear(network);
    }

    @Test
    void it_plays_its_turns_in_containers_and_leaves_none_behind() throws Exception {
        Program demo = demo("--turns", "2");

        assertThat(demo.exitCode()).as(demo.errors()).isZero();
        assertThat(demo.output())
                .contains("in containers of ggscale/engine-drift:")
                .contains("turn 2  game ");
        assertNothingLeft(demo);
    }

    @Test
    void a_signal_in_the_middle_of_a_turn_ends_it_without_a_word() throws Exception {
        Program demo = demo();
        await(() -> demo.output().contains("turn 1"));
        assertThat(DockerCommand.containers(network)).hasSize(1);
        demo.terminate();

        assertThat(demo.exitCode()).isZero();
        assertNothingLeft(demo);
    }

    @Test
    void a_signal_while_an_engine_starts_ends_it_without_a_word() throws Exception {
        Program demo = demo();
        await(() -> !DockerCommand.containers(network).isEmpty());
        demo.terminate();

        assertThat(demo.exitCode()).isZero();
        assertNothingLeft(demo);
    }

    private Program demo(String... options) throws IOException {
        String[] arguments = Stream.concat(
                        Stream.of("demo", "--engines", "docker", "--schedule", "@every 1s"), Stream.of(options))
                .toArray(String[]::new);
        return Program.start(
                temporary.resolve("unused"),
                Map.of("GGSCALE_DOCKER_NETWORK", network, "GGSCALE_JAVA_OPTS", "-Djava.io.tmpdir=" + temporary),
                arguments);
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(90)).until(condition);
    }

    private void assertNothingLeft(Program demo) throws IOException {
        assertThat(demo.errors()).isEmpty();
        assertThat(DockerCommand.containers(network)).isEmpty();
        assertThat(DockerCommand.networks(network)).isEmpty();
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left.filter(file -> file.getFileName().toString().startsWith("ggscale")))
                    .isEmpty();
        }
    }
}

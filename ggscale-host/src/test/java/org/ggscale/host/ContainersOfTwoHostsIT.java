package org.ggscale.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.ggscale.adapters.postgres.embedded.EmbeddedPostgres;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.game.GameId;
import org.ggscale.host.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two hosts on one database that compare what runs with what should every second: each keeps to its own games. */
@NeedsImages
class ContainersOfTwoHostsIT {
    private static final String VERSION = "1.0.0";
    private static final String DAEMON =
            Objects.requireNonNullElse(System.getenv("DOCKER_HOST"), "unix:///var/run/docker.sock");

    @TempDir
    Path directory;

    @Test
    void on_one_daemon_they_leave_each_others_games_alone() throws Exception {
        play(DAEMON, DAEMON);
    }

    @Test
    void on_two_daemons_they_leave_each_others_games_alone() throws Exception {
        try (SecondDaemon second = SecondDaemon.start(directory.resolve("docker"))) {
            play(DAEMON, second.address());
        }
    }

    private void play(String one, String other) throws Exception {
        try (EmbeddedPostgres database = EmbeddedPostgres.builder(directory.resolve("pg"))
                        .cache(Path.of("target", "postgres"))
                        .start();
                Node first = new Node("first", one, database);
                Node second = new Node("second", other, database)) {
            first.register();
            second.register();
            String untouched = second.container();

            String before = first.container();
            awaitMoreTurns(first, second);
            assertThat(first.container()).isEqualTo(before);

            assertThat(second.rest.post("/runtimes/" + first.game + "/restart", "{}", "operator"))
                    .matches(answer -> answer.status() == 409 && answer.body().contains(first.name));
            assertThat(second.rest.post("/runtimes/" + first.game + "/stop", "{\"reason\":\"mine\"}", "operator"))
                    .matches(answer -> answer.status() == 409);
            assertThat(first.container()).isEqualTo(before);

            first.docker("kill", before);
            awaitMoreTurns(first, second);
            assertThat(first.container()).isNotEqualTo(before);
            assertThat(second.container()).isEqualTo(untouched);
            assertThat(first.containers()).hasSize(1);
            assertThat(second.containers()).hasSize(1);
        }
    }

    /** As many as there are comparisons in that time. */
    private static void awaitMoreTurns(Node... nodes) throws IOException {
        for (Node node : nodes) {
            int turns = node.ledger().size() + 3;
            await(() -> node.ledger().size() >= turns);
            List<String> ledger = node.ledger();
            assertThat(ledger)
                    .isEqualTo(IntStream.rangeClosed(1, ledger.size())
                            .mapToObj(turn -> turn + " " + node.game)
                            .toList());
        }
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(condition);
    }

    /** A host on a node of its own, and its one game. */
    private final class Node implements AutoCloseable {
        private final String name;
        private final String daemon;
        private final String network = "ggtest-" + UUID.randomUUID().toString().substring(0, 8);
        private final Path states;
        private final Host host;
        private final InternalRest rest;
        private GameId game;

        Node(String name, String daemon, EmbeddedPostgres database) {
            this.name = name;
            this.daemon = daemon;
            this.states = directory.resolve(name).resolve("games");
            this.host = Host.start(
                    Configuration.read(
                            Map.ofEntries(
                                    Map.entry(
                                            "GGSCALE_DATA_DIR",
                                            directory.resolve(name).toString()),
                                    Map.entry("GGSCALE_NODE", name),
                                    Map.entry("GGSCALE_INTERNAL_ADDR", "127.0.0.1:0"),
                                    Map.entry("GGSCALE_METRICS_ADDR", "127.0.0.1:0"),
                                    Map.entry("GGSCALE_LOG_LEVEL", "error"),
                                    Map.entry("GGSCALE_POSTGRES_DSN", database.applicationUrl()),
                                    Map.entry("GGSCALE_POSTGRES_WORKER_DSN", database.workerUrl()),
                                    Map.entry("GGSCALE_POSTGRES_MIGRATOR_DSN", database.migratorUrl()),
                                    Map.entry("GGSCALE_ENGINES", "docker"),
                                    Map.entry("GGSCALE_DOCKER_HOST", daemon),
                                    Map.entry("GGSCALE_DOCKER_NETWORK", network),
                                    Map.entry("GGSCALE_RUNTIME_RECONCILE_INTERVAL", "1s")),
                            Optional.empty()),
                    signal -> {});
            this.rest = new InternalRest(host.internalAddress());
        }

        String docker(String... arguments) {
            return DockerCommand.run(Stream.concat(Stream.of("--host", daemon), Stream.of(arguments))
                    .toArray(String[]::new));
        }

        void register() {
            String loaded =
                    docker("load", "--input", NeedsImages.ENGINE.toString()).replaceFirst("(?s).*image: ", "");
            DemoGame.createEngineVersion(rest, VERSION, new ImageRef.Container(loaded));
            game = DemoGame.register(rest, VERSION, "@every 1s").id();
        }

        /** Returns all containers of the game on this node's daemon. */
        List<String> containers() {
            return docker("ps", "--all", "--quiet", "--no-trunc", "--filter", "name=galaxy-game-" + game)
                    .lines()
                    .toList();
        }

        String container() {
            await(() -> containers().size() == 1);
            return containers().getFirst();
        }

        List<String> ledger() throws IOException {
            return Files.readAllLines(states.resolve(game.toString()).resolve("ledger.log"));
        }

        @Override
        public void close() {
            host.close();
            docker("ps", "--all", "--quiet", "--filter", "network=" + network)
                    .lines()
                    .forEach(id -> docker("rm", "--force", id));
            docker("network", "rm", network);
        }
    }
}

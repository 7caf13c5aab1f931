package org.ggscale.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.game.GameId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program with the reference engine in a container; the judge is the ledger that the engine keeps in its state. */
@NeedsImages
class ContainersIT {
    private static final String VERSION = "1.0.0";

    private final String network = "ggtest-" + UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    Path data;

    private ImageRef image;
    private GameId game;

    @BeforeEach
    void load() {
        image = new ImageRef.Container(DockerCommand.run("load", "--input", NeedsImages.ENGINE.toString())
                .replaceFirst("(?s).*image: ", ""));
    }

    @AfterEach
    void clear() {
        DockerCommand.clear(network);
    }

    @Test
    void an_engine_killed_in_the_middle_of_a_turn_is_put_back_and_every_turn_is_played_once() throws Exception {
        try (Program host = start()) {
            InternalRest rest = register(host);
            awaitTurn(2);
            killInTheMiddleOfATurn(rest);
            awaitTurn(ledger().size() + 3);
            assertEveryTurnOnce();
            killInTheMiddleOfATurn(rest);
            awaitTurn(ledger().size() + 2);
        }
        assertEveryTurnOnce();
    }

    @Test
    void a_host_that_is_started_again_finds_the_engine_and_a_kill_is_mended_as_before() throws Exception {
        String container;
        try (Program host = start()) {
            register(host);
            awaitTurn(1);
            container = container();
        }
        assertThat(container()).as("a container outlives its host").isEqualTo(container);
        int before = ledger().size();
        Program host = start();
        try {
            host.internalAddress(data);
            awaitTurn(before + 2);
            assertThat(container()).isEqualTo(container);
        } finally {
            host.kill();
        }
        // A host that is killed leaves the addresses of its own behind.
        Files.delete(data.resolve("addresses.json"));
        try (Program next = start()) {
            InternalRest rest = new InternalRest(next.internalAddress(data));
            awaitTurn(ledger().size() + 1);
            killInTheMiddleOfATurn(rest);
            awaitTurn(ledger().size() + 2);
        }
        assertEveryTurnOnce();
    }

    private Program start() throws IOException {
        return Program.start(
                data,
                Map.of("GGSCALE_ENGINES", "docker", "GGSCALE_DOCKER_NETWORK", network, "GGSCALE_LOG_FORMAT", "text"));
    }

    private InternalRest register(Program host) {
        InternalRest rest = new InternalRest(host.internalAddress(data));
        DemoGame.createEngineVersion(rest, VERSION, image);
        game = DemoGame.register(rest, VERSION, "@every 1s").id();
        return rest;
    }

    /** Freezes the engine between two turns, so that the next one hangs when it is killed. */
    private void killInTheMiddleOfATurn(InternalRest rest) {
        String container = container();
        DockerCommand.run("pause", container);
        await(() -> rest.get("/runtimes/" + game, "operator").body().contains("generation_in_progress"));
        DockerCommand.run("kill", container);
    }

    private String container() {
        return DockerCommand.run("ps", "--quiet", "--no-trunc", "--filter", "name=galaxy-game-" + game);
    }

    private void awaitTurn(int turn) {
        await(() -> ledger().size() >= turn);
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(90)).ignoreExceptions().until(condition);
    }

    private List<String> ledger() throws IOException {
        return Files.readAllLines(data.resolve("games").resolve(game.toString()).resolve("ledger.log"));
    }

    private void assertEveryTurnOnce() throws IOException {
        List<String> ledger = ledger();
        assertThat(ledger)
                .isEqualTo(IntStream.rangeClosed(1, ledger.size())
                        .mapToObj(turn -> turn + " " + game)
                        .toList());
    }
}

package org.ggscale.adapters.process;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.engine.EngineInstances.Specification;
import org.ggscale.core.engine.EngineInstances.Start;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.game.GameId;

/** Commands, specifications and calls for tests with real processes. */
final class Engines {
    static final Duration START = Duration.ofSeconds(20);

    private Engines() {}

    static GameId game() {
        return new GameId(UUID.randomUUID());
    }

    /** The test engine. */
    static List<String> plain() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx16m",
                "-cp",
                classes(TestEngine.class),
                TestEngine.class.getName());
    }

    /** A shell script that may end in {@code exec "$@"} to become the test engine. */
    static List<String> script(String text) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", text, "sh"));
        command.addAll(plain());
        return command;
    }

    static String classes(Class<?> type) {
        return Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    static Specification specification(GameId game, List<String> command) {
        return specification(game, "token", command, START);
    }

    static Specification specification(GameId game, String token, List<String> command, Duration timeout) {
        return new Specification(
                game,
                new InstanceToken(token),
                1,
                SemanticVersion.parse("1.0.0"),
                new ImageRef.Command(command),
                timeout);
    }

    static EngineInstance started(EngineInstances engines, GameId game, List<String> command) {
        return started(engines.start(specification(game, command)));
    }

    static EngineInstance started(Start start) {
        return switch (start) {
            case Start.Started up -> up.instance();
            case Start.Failed failed -> throw new AssertionError(failed);
        };
    }

    static Start.Failed failed(Start start) {
        return switch (start) {
            case Start.Started up -> throw new AssertionError(up);
            case Start.Failed failed -> failed;
        };
    }

    /** Calls an engine and returns the status line; empty when it ends without one. */
    static String call(EngineInstance instance, String path) throws IOException {
        return call(instance.endpoint(), path);
    }

    static String call(EngineEndpoint endpoint, String path) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", endpoint.uri().getPort())) {
            socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(3_000);
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }

    static boolean alive(long pid) {
        try {
            return new ProcessTable().find(pid).isPresent();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

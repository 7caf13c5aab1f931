package org.ggscale.adapters.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ggscale.core.game.GameId;

/** A host in a JVM of its own, to be killed: starts one engine, says so and waits. */
final class Host {
    private Host() {}

    public static void main(String[] args) throws IOException {
        ProcessEngines engines = ProcessEngines.open(Path.of(args[0]));
        Engines.started(engines, GameId.parse(args[1]), Arrays.asList(args).subList(2, args.length));
        System.out.println("started");
        System.in.read();
    }

    /** Runs a host until its engine is started. */
    static Process run(Path root, GameId game, List<String> engine) throws IOException {
        Process host = launch(root, game, engine);
        BufferedReader out =
                new BufferedReader(new InputStreamReader(host.getInputStream(), StandardCharsets.US_ASCII));
        if (!"started".equals(out.readLine())) {
            host.destroyForcibly();
            throw new AssertionError("the host did not start its engine");
        }
        return host;
    }

    static Process launch(Path root, GameId game, List<String> engine) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Host.class.getName(),
                root.toString(),
                game.toString()));
        command.addAll(engine);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}

package org.ggscale.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.ggscale.bench.engine.Ledger;

/** A ledger engine for many games that runs beside the platform, in a process of its own. */
public final class EngineProcess implements AutoCloseable {
    private final Process process;
    private final Path directory;
    private final int port;

    private EngineProcess(Process process, Path directory, int port) {
        this.process = process;
        this.directory = directory;
        this.port = port;
    }

    /**
     * Starts an engine and waits until it listens.
     *
     * @param directory keeps its ledger; created if missing
     */
    public static EngineProcess start(Path directory, String heap, List<String> arguments) throws IOException {
        Files.createDirectories(directory);
        List<String> command = new ArrayList<>(Programs.ledgerEngine(heap));
        command.addAll(List.of("--port", "0", "--state", directory.toString()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(directory.resolve("engine.err").toFile())
                .start();
        BufferedReader output = process.inputReader(UTF_8);
        String line = output.readLine();
        if (line == null || !line.startsWith("listening ")) {
            process.destroyForcibly();
            throw new IOException("the engine in " + directory + " did not start; engine.err there says why");
        }
        return new EngineProcess(process, directory, Integer.parseInt(line.substring("listening ".length())));
    }

    /** Returns where a game's calls go. */
    public URI endpoint(UUID game) {
        return URI.create("http://127.0.0.1:" + port + "/games/" + game);
    }

    /** Returns the file of its ledger. */
    public Path ledger() {
        return directory.resolve(Ledger.FILE);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

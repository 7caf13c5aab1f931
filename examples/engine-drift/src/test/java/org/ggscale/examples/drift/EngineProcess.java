package org.ggscale.examples.drift;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The packaged engine as a process of its own, the way a host runs it. */
final class EngineProcess implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Process process;
    private final String base;

    private EngineProcess(Process process, String base) {
        this.process = process;
        this.base = base;
    }

    /** Starts the engine on a free port and returns once it listens. */
    static EngineProcess start(Path directory, String... arguments) throws IOException {
        Process process =
                launch(Map.of("GGSCALE_ENGINE_PORT", "0", "GGSCALE_ENGINE_STATE_DIR", directory.toString()), arguments);
        BufferedReader output = process.inputReader(UTF_8);
        String line = output.readLine();
        if (line == null || !line.startsWith("drift listens on ")) {
            String reason = process.errorReader(UTF_8).readLine();
            process.destroyForcibly();
            throw new IOException("the engine did not start: " + reason);
        }
        return new EngineProcess(process, "http://" + line.substring("drift listens on ".length()));
    }

    /** Runs the jar with nothing but these variables. */
    static Process launch(Map<String, String> environment, String... arguments) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder = new ProcessBuilder(
                java.toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                System.getProperty("engine.jar"));
        builder.command().addAll(List.of(arguments));
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    CompletableFuture<HttpResponse<String>> send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, BodyPublishers.ofString(body))
                .build();
        return CLIENT.sendAsync(request, BodyHandlers.ofString());
    }

    HttpResponse<String> call(String method, String path, String body) {
        return send(method, path, body).join();
    }

    /** Asks it to end, and returns its exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    /** Ends the process without giving it a chance to do anything about it. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.getInputStream().close();
        } catch (IOException unclosable) {
            throw new UncheckedIOException(unclosable);
        }
    }
}

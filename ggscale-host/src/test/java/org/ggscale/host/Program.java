package org.ggscale.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The built program, run as a person would: {@code bin/ggscale} of the layout. */
final class Program implements AutoCloseable {
    private static final Path LAYOUT = Path.of("target", "ggscale", "bin", "ggscale");

    private final Process process;
    private final Path output;
    private final Path errors;

    private Program(Process process, Path output, Path errors) {
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    static Program start(Path data, Map<String, String> variables, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(LAYOUT.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("ggscale", ".out");
        Path errors = Files.createTempFile("ggscale", ".err");
        output.toFile().deleteOnExit();
        errors.toFile().deleteOnExit();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("GGSCALE_"));
        builder.environment().put("GGSCALE_DATA_DIR", data.toString());
        builder.environment().put("GGSCALE_INTERNAL_ADDR", "127.0.0.1:0");
        builder.environment().put("GGSCALE_METRICS_ADDR", "127.0.0.1:0");
        builder.environment().put("GGSCALE_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("GGSCALE_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        builder.environment().putAll(variables);
        return new Program(builder.start(), output, errors);
    }

    /** Runs a command to its end. */
    static Program run(Path data, Map<String, String> variables, String... arguments)
            throws IOException, InterruptedException {
        Program program = start(data, variables, arguments);
        program.exitCode();
        return program;
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            kill();
            throw new IllegalStateException("still running: " + output() + errors());
        }
        return process.exitValue();
    }

    String output() {
        return read(output);
    }

    String errors() {
        return read(errors);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Returns where the metrics of a ready host are read. */
    String metricsAddress(Path data) {
        return address(data.resolve("addresses.json"), "metrics");
    }

    private static String address(Path addresses, String surface) {
        return read(addresses).replaceAll("(?s).*\"" + surface + "\": \"([^\"]+)\".*", "$1");
    }

    /** Waits for readiness and returns where the internal REST answers. */
    String internalAddress(Path data) {
        Path addresses = data.resolve("addresses.json");
        Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException(errors());
            }
            return Files.exists(addresses);
        });
        return address(addresses, "internal");
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        if (process.isAlive()) {
            terminate();
            exitCode();
        }
    }
}

package org.ggscale.bench.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.ggscale.bench.Programs;

/** A host, started as an operator starts it. */
final class HostProcess {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;
    private final Path addresses;
    private final Path log;

    private HostProcess(Process process, Path addresses, Path log) {
        this.process = process;
        this.addresses = addresses;
        this.log = log;
    }

    /**
     * Starts a host.
     *
     * @param layout with {@code bin/ggscale}
     * @param data its data directory
     * @param database variables that name the database; none for the embedded one
     * @param log takes what it prints
     */
    static HostProcess start(Path layout, Path data, Map<String, String> database, Path log) throws IOException {
        Path addresses = data.resolve("addresses.json");
        Files.deleteIfExists(addresses);
        ProcessBuilder builder = new ProcessBuilder(
                        layout.resolve("bin").resolve("ggscale").toString(), "serve")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("GGSCALE_") || name.startsWith("BACKEND_"));
        environment.putAll(Map.of(
                "GGSCALE_JAVA_HOME",
                System.getProperty("java.home"),
                "GGSCALE_DATA_DIR",
                data.toString(),
                "GGSCALE_METRICS_ADDR",
                "127.0.0.1:0",
                "GGSCALE_INTERNAL_ADDR",
                "127.0.0.1:0",
                "GGSCALE_LOG_FORMAT",
                "text"));
        environment.putAll(database);
        return new HostProcess(builder.start(), addresses, log);
    }

    /** Waits until it is ready, and returns where its internal REST is. */
    URI awaitReady() throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            if (!process.isAlive()) {
                throw new IOException("the host ended by itself with " + process.exitValue() + "; see " + log);
            }
            if (Files.exists(addresses)) {
                String internal =
                        JSON.readTree(addresses.toFile()).path("internal").asText();
                URI base = URI.create("http://" + internal);
                if (InternalRest.isReady(base)) {
                    return base;
                }
            }
            Thread.sleep(20);
        }
        throw new IOException("the host was not ready after " + PATIENCE + "; see " + log);
    }

    /** Stops it in its tracks with SIGSTOP: nothing of it runs until it is thawed. */
    void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** Lets it run again with SIGCONT. */
    void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Returns how much memory it has. */
    long residentBytes() throws IOException {
        return Long.parseLong(Files.readString(Path.of("/proc/" + process.pid() + "/statm"))
                        .split(" ", 3)[1])
                * 4_096;
    }

    /** Kills it with SIGKILL, and waits until it is gone. */
    void kill() throws InterruptedException {
        Programs.kill(process);
    }

    /**
     * Stops it with SIGTERM.
     *
     * @return its exit code, or -1 when it had to be killed
     */
    int stop() throws InterruptedException {
        process.destroy();
        if (process.waitFor(30, TimeUnit.SECONDS)) {
            return process.exitValue();
        }
        kill();
        return -1;
    }
}

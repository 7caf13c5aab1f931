package org.ggscale.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/**
 * Another Docker daemon on this machine, without firewall rules of its own, which only root can start. It shares the default
 * bridge: one that is told to have none removes that of the first.
 */
final class SecondDaemon implements AutoCloseable {
    private final Process process;
    private final String address;

    private SecondDaemon(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Starts it in a directory of its own, and waits until it answers. */
    static SecondDaemon start(Path directory) throws IOException {
        Assumptions.assumeTrue(
                System.getenv("GGSCALE_TESTS_REQUIRE_DOCKER") != null
                        || System.getProperty("user.name").equals("root"),
                "only root can start another Docker daemon");
        Files.createDirectories(directory);
        String address = "unix://" + directory.resolve("docker.sock");
        List<String> command = List.of(
                "dockerd",
                "--data-root=" + directory.resolve("data"),
                "--exec-root=" + directory.resolve("exec"),
                "--pidfile=" + directory.resolve("pid"),
                "--host=" + address,
                "--iptables=false",
                "--ip6tables=false",
                "--ip-forward=false",
                "--ip-masq=false");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        SecondDaemon daemon = new SecondDaemon(process, address);
        Awaitility.await("the log " + directory.resolve("log"))
                .atMost(Duration.ofSeconds(60))
                .until(() -> !process.isAlive()
                        || DockerCommand.call("--host", address, "version").status() == 0);
        return daemon;
    }

    String address() {
        return address;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}

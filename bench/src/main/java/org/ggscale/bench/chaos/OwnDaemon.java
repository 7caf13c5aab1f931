package org.ggscale.bench.chaos;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ggscale.bench.Programs;

/**
 * A Docker daemon of this run alone. It has directories of its own and no rules in the machine's firewall, and shares the
 * default bridge, which it would remove if it were told to have none: any other daemon goes on undisturbed.
 */
final class OwnDaemon implements AutoCloseable {
    private static final String PROGRAM = "dockerd";
    /** How names of networks begin. */
    static final String NETWORKS = "ggc";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TRIES = 3;

    private final Path directory;
    private final StartGate gate;
    private Process process;
    private DockerClient client;

    private OwnDaemon(Path directory, Process process, DockerClient client) throws IOException {
        this.directory = directory;
        this.gate = new StartGate(directory.resolve("gate.sock"), socket(directory));
        this.process = process;
        this.client = client;
    }

    /** Returns why there cannot be one on this machine; empty when there can. */
    static String obstacle() {
        boolean found = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, PROGRAM)));
        if (!found) {
            return "there is no " + PROGRAM + " on the PATH; Debian has it as docker.io";
        }
        return System.getProperty("user.name").equals("root") ? "" : "only root can start a " + PROGRAM + " of its own";
    }

    /** Starts it in a directory, which is created, and waits until it answers. */
    static OwnDaemon start(Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        OwnDaemon daemon = new OwnDaemon(directory, launch(directory, false), client(directory));
        daemon.awaitAnswer();
        return daemon;
    }

    private static Process launch(Path directory, boolean liveRestore) throws IOException {
        List<String> command = new ArrayList<>(List.of(PROGRAM));
        command.addAll(List.of("--data-root", directory.resolve("data").toString()));
        command.addAll(List.of("--exec-root", directory.resolve("exec").toString()));
        command.addAll(List.of("--pidfile", directory.resolve("pid").toString()));
        command.addAll(List.of("--host", address(directory)));
        command.addAll(List.of("--iptables=false", "--ip6tables=false"));
        command.addAll(List.of("--ip-forward=false", "--ip-masq=false"));
        if (liveRestore) {
            command.add("--live-restore");
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("dockerd.log").toFile()))
                .start();
    }

    private static String address(Path directory) {
        return "unix://" + socket(directory);
    }

    private static Path socket(Path directory) {
        return directory.resolve("docker.sock");
    }

    private static DockerClient client(Path directory) {
        var config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(address(directory))
                .withDockerTlsVerify(false)
                .build();
        return DockerClientImpl.getInstance(
                config,
                new ZerodepDockerHttpClient.Builder()
                        .dockerHost(config.getDockerHost())
                        .connectionTimeout(Duration.ofSeconds(5))
                        .responseTimeout(PATIENCE)
                        .build());
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        if (!answers()) {
            throw new IOException(
                    "the Docker daemon does not answer; " + directory.resolve("dockerd.log") + " says why");
        }
    }

    private boolean answers() throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (process.isAlive() && Instant.now().isBefore(end)) {
            try {
                client.pingCmd().exec();
                return true;
            } catch (RuntimeException notYet) {
                Thread.sleep(50);
            }
        }
        return false;
    }

    /** Returns where it listens. */
    String address() {
        return address(directory);
    }

    /** Returns another way to it. */
    StartGate gate() {
        return gate;
    }

    /** Returns the calls to it; those of an earlier life are over. */
    DockerClient client() {
        return client;
    }

    /** Kills it with SIGKILL; the containers go on, though nobody reaches them by a published port. */
    void kill() throws IOException, InterruptedException {
        Programs.kill(process);
        client.close();
    }

    /**
     * Starts it again after it was killed, and waits until it answers.
     *
     * @param liveRestore whether it keeps the containers that it finds running, or ends them
     */
    void restart(boolean liveRestore) throws IOException, InterruptedException {
        client = client(directory);
        for (int tries = 0; tries < TRIES && !comesUp(liveRestore); tries++) {
            Programs.kill(process);
        }
        awaitAnswer();
    }

    /** One that was killed does not always find its containerd again, and gives up. */
    private boolean comesUp(boolean liveRestore) throws IOException, InterruptedException {
        Files.deleteIfExists(directory.resolve("pid"));
        process = launch(directory, liveRestore);
        return answers();
    }

    /** Removes every container and network, and ends it. */
    @Override
    public void close() throws IOException {
        try (gate) {
            if (!process.isAlive()) {
                restart(false);
            }
            client.listContainersCmd()
                    .withShowAll(true)
                    .exec()
                    .forEach(container -> client.removeContainerCmd(container.getId())
                            .withForce(true)
                            .exec());
            client.listNetworksCmd().exec().stream()
                    .filter(network -> network.getName().startsWith(NETWORKS))
                    .forEach(network -> client.removeNetworkCmd(network.getId()).exec());
            client.close();
            process.destroy();
            process.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
            unmount();
        }
    }

    /** One that was killed does not know what it has to unmount. */
    private void unmount() throws IOException {
        List<String> points = Files.readAllLines(Path.of("/proc/mounts")).stream()
                .map(line -> line.split(" ", 3)[1])
                .filter(point -> point.startsWith(directory + "/"))
                .toList();
        for (String point : points.reversed()) {
            new ProcessBuilder("umount", point).inheritIO().start().onExit().join();
        }
    }
}

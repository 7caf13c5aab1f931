package org.ggscale.adapters.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.ImageRef;

/** The Docker daemon of the tests, and images that are built on it from nothing but one static program. */
final class TestDaemon {
    static final Daemon DAEMON = new Daemon(Optional.empty(), Duration.ofSeconds(30));
    static final String STACK = "ggscale-tests";
    private static final Path BUSYBOX = Path.of("/bin/busybox");
    private static final Map<String, ImageRef> BUILT = new ConcurrentHashMap<>();

    private TestDaemon() {}

    /** Returns why there is none that tests could use; empty when there is. */
    static Optional<String> obstacle() {
        if (!Files.isExecutable(BUSYBOX)) {
            return Optional.of("there is no static " + BUSYBOX + " to make images of; Debian has it as busybox-static");
        }
        try {
            DAEMON.settle(
                    "answer", Duration.ofSeconds(5), client -> client.pingCmd().exec());
            removeRemains();
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e.getMessage() + "; start one, or set DOCKER_HOST");
        }
    }

    /** Removes what tests that were killed have left: games of tests have the same names in every run. */
    private static void removeRemains() {
        DAEMON.ask(
                        "list containers",
                        client -> client.listContainersCmd()
                                .withShowAll(true)
                                .withLabelFilter(Map.of("galaxy.stack", STACK))
                                .exec())
                .forEach(TestDaemon::remove);
    }

    static void remove(Container container) {
        DAEMON.settle(
                "remove a container",
                Duration.ofSeconds(20),
                client -> client.removeContainerCmd(container.getId())
                        .withForce(true)
                        .exec());
    }

    /** An engine that answers {@code GET /healthz} and does nothing else. */
    static ImageRef plain() {
        return image("plain", "");
    }

    /** An engine whose own check finds it ill while there is a file {@code ill} in its state. */
    static ImageRef checked() {
        return image("checked", """
                HEALTHCHECK --interval=1s --timeout=5s --retries=1 CMD ["/bin/busybox", "test", "!", "-e", "/state/ill"]
                """);
    }

    /** An engine whose program ends at once. */
    static ImageRef broken() {
        return image("broken", "ENTRYPOINT [\"/bin/busybox\", \"sh\", \"-c\", \"echo out of order; exit 3\"]\n");
    }

    /**
     * Builds an image of the plain engine and these lines of a Dockerfile.
     *
     * @param name is part of the tag, which is always the same
     */
    static ImageRef image(String name, String lines) {
        return BUILT.computeIfAbsent(name, key -> build("ggscale-test/" + key + ":1.0.0", lines));
    }

    /** Gives the tag of an image to another one. */
    static void again(String name, String lines) {
        build("ggscale-test/" + name + ":1.0.0", lines);
        BUILT.remove(name);
    }

    private static ImageRef build(String tag, String lines) {
        String dockerfile = """
                FROM scratch
                COPY busybox /bin/busybox
                COPY healthz /www/healthz
                ENTRYPOINT ["/bin/busybox", "httpd", "-f", "-p", "8080", "-h", "/www"]
                """ + lines;
        try {
            Path context = Files.createTempDirectory("ggscale-image");
            Files.copy(BUSYBOX, context.resolve("busybox"));
            Files.writeString(context.resolve("healthz"), "ok\n");
            Files.writeString(context.resolve("Dockerfile"), dockerfile);
            DAEMON.ask(
                    "build an image",
                    Duration.ofMinutes(1),
                    client -> client.buildImageCmd(context.toFile())
                            .withTags(Set.of(tag))
                            .exec(new BuildImageResultCallback())
                            .awaitImageId(50, TimeUnit.SECONDS));
            for (String file : new String[] {"busybox", "healthz", "Dockerfile", ""}) {
                Files.delete(context.resolve(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ImageRef.Container(tag);
    }

    /** Runs a line of shell inside an engine, and returns its output and its status in brackets. */
    static String run(EngineInstance instance, String line) {
        String id = DAEMON.ask(
                "prepare a command",
                client -> client.execCreateCmd(instance.id())
                        .withAttachStdout(true)
                        .withAttachStderr(true)
                        .withCmd("/bin/busybox", "sh", "-c", line)
                        .exec()
                        .getId());
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (var frames = DAEMON.stream(
                "run a command",
                client -> client.execStartCmd(id).exec(new ResultCallback.Adapter<Frame>() {
                    @Override
                    public void onNext(Frame frame) {
                        output.writeBytes(frame.getPayload());
                    }
                }))) {
            if (!frames.awaitCompletion(30, TimeUnit.SECONDS)) {
                return output.toString(StandardCharsets.UTF_8) + "[does not end]";
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Long status = DAEMON.ask(
                        "look at a command", client -> client.inspectExecCmd(id).exec())
                .getExitCodeLong();
        return output.toString(StandardCharsets.UTF_8).strip() + "[" + status + "]";
    }
}

package org.ggscale.adapters.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectImageResponse;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.ggscale.core.engine.EngineInstances.Preparation;
import org.ggscale.core.engine.EngineInstances.Start.Cause;
import org.ggscale.core.engine.ImageRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pulls from a real registry: Debian's {@code docker-registry}, on the loopback. */
@NeedsDocker
class ImagesIT {
    @TempDir
    static Path root;

    private static Process registry;
    private static String host;

    @BeforeAll
    static void serve() throws IOException {
        NeedsDocker.Condition.assumeProgram("docker-registry");
        host = "127.0.0.1:" + freePort();
        Path config = Files.writeString(root.resolve("registry.yml"), """
                version: 0.1
                log: {level: error}
                storage: {filesystem: {rootdirectory: %s}}
                http: {addr: "%s"}
                """.formatted(root.resolve("registry"), host));
        registry = new ProcessBuilder("docker-registry", "serve", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(root.resolve("registry.log").toFile())
                .start();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> answers(host));
    }

    private static boolean answers(String address) {
        try (Socket socket = new Socket("127.0.0.1", Integer.parseInt(address.split(":")[1]))) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @AfterAll
    static void end() throws InterruptedException {
        if (registry != null) {
            registry.destroy();
            registry.waitFor();
        }
    }

    @Test
    void an_image_that_is_missing_is_pulled_and_pinned_by_its_digest() throws Exception {
        ImageRef image = published("missing");

        Preparation.Ready ready = ready(PullPolicy.IF_MISSING, image);

        assertThat(ready.pulled()).isTrue();
        assertThat(ready.pinned().text()).matches("\\Q" + image.text() + "\\E@sha256:[0-9a-f]{64}");
        assertThat(ready(PullPolicy.IF_MISSING, image)).isEqualTo(new Preparation.Ready(ready.pinned(), false));
    }

    @Test
    void a_pinned_image_is_pulled_by_its_digest_whatever_the_tag_says_now() throws Exception {
        ImageRef image = published("moved");
        ImageRef pinned = ready(PullPolicy.IF_MISSING, image).pinned();
        forget(image, pinned);
        republished("moved");

        assertThat(ready(PullPolicy.IF_MISSING, pinned)).isEqualTo(new Preparation.Ready(pinned, true));
        assertThat(ready(PullPolicy.ALWAYS, pinned)).isEqualTo(new Preparation.Ready(pinned, false));
    }

    @Test
    void what_is_always_pulled_follows_its_tag() throws Exception {
        ImageRef image = published("always");
        ImageRef before = ready(PullPolicy.ALWAYS, image).pinned();
        republished("always");

        assertThat(ready(PullPolicy.IF_MISSING, image).pinned()).isNotNull();
        Preparation.Ready after = ready(PullPolicy.ALWAYS, image);

        assertThat(after.pulled()).isTrue();
        assertThat(after.pinned()).isNotEqualTo(before);
    }

    @Test
    void what_the_registry_does_not_have_says_so() {
        ImageRef.Container nowhere = new ImageRef.Container(host + "/engine/nowhere:1.0.0");

        assertThat(images(PullPolicy.IF_MISSING).prepare(nowhere))
                .isInstanceOfSatisfying(Preparation.Failed.class, failed -> {
                    assertThat(failed.cause()).isEqualTo(Cause.IMAGE_PULL_FAILED);
                    assertThat(failed.reason()).contains(nowhere.text()).doesNotContain("{", "\n");
                });
    }

    @Test
    void a_registry_that_is_away_says_so() {
        ImageRef.Container away = new ImageRef.Container("127.0.0.1:1/engine:1.0.0");

        assertThat(images(PullPolicy.IF_MISSING).prepare(away))
                .isInstanceOfSatisfying(
                        Preparation.Failed.class,
                        failed -> assertThat(failed.cause()).isEqualTo(Cause.IMAGE_PULL_FAILED));
    }

    private static Images images(PullPolicy policy) {
        return new Images(TestDaemon.DAEMON, policy, Duration.ofMinutes(1));
    }

    private static Preparation.Ready ready(PullPolicy policy, ImageRef image) {
        return (Preparation.Ready) images(policy).prepare((ImageRef.Container) image);
    }

    /** Puts an image into the registry, and takes it from the daemon. */
    private static ImageRef published(String name) throws Exception {
        return push(name, "LABEL edition=first\n");
    }

    private static void republished(String name) throws Exception {
        ImageRef unused = push(name, "LABEL edition=second\n");
    }

    /** Gives the registry another image under a tag; what the daemon has under that tag stays. */
    private static ImageRef push(String name, String lines) throws Exception {
        String repository = host + "/engine/" + name;
        ImageRef.Container image = new ImageRef.Container(repository + ":1.0.0");
        Optional<String> known = images(PullPolicy.NEVER).find(image).map(InspectImageResponse::getId);
        tag(TestDaemon.image(name + lines.hashCode(), lines).text(), repository);
        TestDaemon.DAEMON.stream(
                        "push", client -> client.pushImageCmd(image.text()).exec(new ResultCallback.Adapter<>()))
                .awaitCompletion(30, TimeUnit.SECONDS);
        TestDaemon.DAEMON.settle(
                "untag an image",
                Duration.ofSeconds(20),
                client -> client.removeImageCmd(image.text()).exec());
        known.ifPresent(id -> tag(id, repository));
        return image;
    }

    private static void tag(String image, String repository) {
        TestDaemon.DAEMON.settle(
                "tag an image",
                Duration.ofSeconds(20),
                client -> client.tagImageCmd(image, repository, "1.0.0").exec());
    }

    private static void forget(ImageRef image, ImageRef pinned) {
        for (String each : new String[] {image.text(), pinned.text()}) {
            TestDaemon.DAEMON.settle(
                    "forget an image",
                    Duration.ofSeconds(20),
                    client -> client.removeImageCmd(each).withForce(true).exec());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

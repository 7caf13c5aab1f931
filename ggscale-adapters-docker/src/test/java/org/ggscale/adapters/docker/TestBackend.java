package org.ggscale.adapters.docker;

import com.github.dockerjava.api.command.WaitContainerResultCallback;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.testkit.EngineCheckContract;
import org.ggscale.testkit.EngineInstancesContract;
import org.ggscale.testkit.EngineOutageContract;
import org.ggscale.testkit.EngineWatchContract;

/** A node on the tests' daemon, with a network of its own, and what the contracts have to know of it. */
final class TestBackend
        implements EngineInstancesContract.Backend,
                EngineWatchContract.Backend,
                EngineCheckContract.Backend,
                EngineOutageContract.Backend,
                AutoCloseable {
    private final Path root;
    private final String network = "ggtest-" + UUID.randomUUID().toString().substring(0, 8);
    private final SocketRelay relay = SocketRelay.to(TestDaemon.DAEMON.host());
    private DockerEngines engines;

    TestBackend(Path root) {
        this.root = root;
        this.engines = builder().build();
    }

    DockerEngines.Builder builder() {
        return DockerEngines.builder(states(), root.resolve("node"))
                .host(Optional.of(relay.address()))
                .network(network)
                .stack(Optional.of(TestDaemon.STACK))
                .callTimeout(Duration.ofSeconds(20));
    }

    /** The host is started anew. */
    DockerEngines reopen(DockerEngines.Builder options) {
        engines.close();
        engines = options.build();
        return engines;
    }

    Path states() {
        return root.resolve("games");
    }

    String network() {
        return network;
    }

    SocketRelay relay() {
        return relay;
    }

    @Override
    public DockerEngines instances() {
        return engines;
    }

    @Override
    public ImageRef image() {
        return TestDaemon.plain();
    }

    @Override
    public ImageRef brokenImage() {
        return TestDaemon.broken();
    }

    @Override
    public ImageRef checkedImage() {
        return TestDaemon.checked();
    }

    @Override
    public ImageRef foreignImage() {
        return ImageRef.parse("process:[\"engine\"]");
    }

    @Override
    public boolean answers(EngineEndpoint endpoint) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    java.net.URI.create(endpoint + "/healthz").toURL().openConnection();
            connection.setConnectTimeout(3_000);
            connection.setReadTimeout(3_000);
            try {
                return connection.getResponseCode() == 200;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void mark(EngineInstance instance) {
        create(instance, "mark");
    }

    @Override
    public boolean isMarked(EngineInstance instance) {
        return Files.exists(file(instance, "mark"));
    }

    @Override
    public void check(EngineInstance instance, boolean well) {
        if (well) {
            file(instance, "ill").toFile().delete();
        } else {
            create(instance, "ill");
        }
    }

    private void create(EngineInstance instance, String name) {
        try {
            Files.createFile(file(instance, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(EngineInstance instance, String name) {
        return states().resolve(instance.gameId().toString()).resolve(name);
    }

    /** Lets an engine that waits for it end by itself, and waits for that. */
    void end(EngineInstance instance) {
        create(instance, "end");
        TestDaemon.DAEMON.ask(
                "wait for an engine",
                client -> client.waitContainerCmd(instance.id())
                        .exec(new WaitContainerResultCallback())
                        .awaitStatusCode(20, TimeUnit.SECONDS));
    }

    @Override
    public void crash(EngineInstance instance) {
        TestDaemon.DAEMON.settle(
                "kill an engine",
                Duration.ofSeconds(20),
                client -> client.killContainerCmd(instance.id()).exec());
    }

    @Override
    public void goAway() {
        relay.close();
    }

    /** Leaves nothing behind, whatever the test did. */
    @Override
    public void close() {
        engines.close();
        TestDaemon.DAEMON
                .ask(
                        "list containers",
                        client -> client.listContainersCmd()
                                .withShowAll(true)
                                .withNetworkFilter(List.of(network))
                                .exec())
                .forEach(TestDaemon::remove);
        TestDaemon.DAEMON.settle(
                "remove a network",
                Duration.ofSeconds(20),
                client -> client.removeNetworkCmd(network).exec());
        relay.close();
    }
}

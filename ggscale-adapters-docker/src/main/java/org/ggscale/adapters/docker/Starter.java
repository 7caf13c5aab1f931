package org.ggscale.adapters.docker;

import com.github.dockerjava.api.command.InspectImageResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.EngineInstances.Specification;
import org.ggscale.core.engine.EngineInstances.Start;
import org.ggscale.core.engine.EngineInstances.Start.Cause;
import org.ggscale.core.engine.ImageRef;

/** Starts engines, and leaves nothing behind of those that do not get ready. */
record Starter(
        Daemon daemon,
        Containers containers,
        Ledger ledger,
        Images images,
        StateDirectories states,
        Bridge bridge,
        Sandbox sandbox) {
    private static final Duration LONG = Duration.ofSeconds(60);

    /** Starts an engine, after the earlier one of its game was confirmed gone. */
    Start start(Specification specification, ImageRef.Container image) {
        containers.end(specification.gameId());
        if (containers.find(specification.gameId()) instanceof Containers.Found.Foreign(String id)) {
            return failed(
                    Cause.CONTAINER_START_FAILED,
                    "the container " + id + " has the name " + Sandbox.containerName(specification.gameId())
                            + ", and this node did not start it");
        }
        Optional<InspectImageResponse> found = images.find(image);
        if (found.isEmpty()) {
            return failed(Cause.IMAGE_PULL_FAILED, "the daemon has no image " + image.text());
        }
        Optional<String> unusable = bridge.ensure();
        if (unusable.isPresent()) {
            return failed(Cause.START_CONFIG_INVALID, unusable.get());
        }
        try {
            return run(specification, Declared.by(found.get()));
        } catch (IllegalArgumentException e) {
            return failed(Cause.START_CONFIG_INVALID, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return failed(Cause.CONTAINER_START_FAILED, "the engine cannot be started: " + e.getMessage());
        }
    }

    private Start run(Specification specification, Declared image) throws IOException {
        String user = states.prepare(specification.gameId());
        Slip slip = writeDown(specification);
        Sandbox.Place place = new Sandbox.Place(states.of(specification.gameId()), user, slip.port());
        try {
            String id = create(specification, image, place);
            return await(specification, slip, id);
        } catch (RefusedException e) {
            containers.end(specification.gameId());
            return failed(Cause.CONTAINER_START_FAILED, "Docker refused: " + e.getMessage());
        }
    }

    /** Before it is created: a host killed in between leaves no container that nobody looks for. */
    private Slip writeDown(Specification specification) throws IOException {
        return ledger.write(specification, port -> EngineEndpoint.parse("http://127.0.0.1:" + port));
    }

    private String create(Specification specification, Declared image, Sandbox.Place place) {
        String id = daemon.ask(
                "create a container",
                LONG,
                client -> sandbox.describe(client.createContainerCmd(image.id()), specification, image, place)
                        .exec()
                        .getId());
        daemon.ask(
                "start container " + id,
                LONG,
                client -> Optional.ofNullable(client.startContainerCmd(id).exec()));
        return id;
    }

    private Start await(Specification specification, Slip slip, String id) {
        Optional<String> obstacle =
                new Readiness(containers).obstacle(id, slip.endpoint(), specification.startTimeout());
        if (obstacle.isPresent()) {
            containers.end(specification.gameId());
            return failed(Cause.CONTAINER_START_FAILED, obstacle.get());
        }
        return new Start.Started(
                new EngineInstance(id, specification.gameId(), specification.token(), slip.endpoint()));
    }

    private static Start failed(Cause cause, String reason) {
        return new Start.Failed(cause, reason);
    }
}

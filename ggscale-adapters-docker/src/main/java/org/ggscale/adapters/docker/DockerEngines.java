package org.ggscale.adapters.docker;

import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.model.Info;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.core.game.GameId;

/**
 * Runs engines in containers of a Docker daemon, as closed in as containers can be.
 *
 * <p>An engine runs as nobody, on a read-only root, without capabilities or new privileges, with bounds on memory, processors,
 * processes, open files, output and {@code /tmp}. It can write to {@code /state}, its game's directory, and to nothing else. It
 * sees no other engine, and of the host's environment nothing.
 *
 * <p>Containers outlive this object and this process: the next one on the same node directory finds them again. What the
 * ledger in that directory does not name is never listed and never touched, whatever labels it carries.
 */
public final class DockerEngines implements EngineInstances, AutoCloseable {
    private final Daemon daemon;
    private final Containers containers;
    private final Images images;
    private final Starter starter;
    private final StateDirectories states;
    private final Bridge bridge;
    private final GameLocks locks = new GameLocks();
    private final Remains remains;
    private final Sightings sightings;

    private DockerEngines(Builder options) {
        daemon = new Daemon(options.host, options.callTimeout);
        Ledger ledger = new Ledger(
                options.nodeDirectory.resolve("docker"),
                options.firstPort,
                options.lastPort,
                options.addressRest,
                options.clock);
        containers = new Containers(daemon, ledger, options.stopGrace);
        images = new Images(daemon, options.pullPolicy, options.pullTimeout);
        states = new StateDirectories(options.stateRoot);
        bridge = new Bridge(daemon, options.network, options.stack);
        Sandbox sandbox = new Sandbox(options.network, options.stack, options.ceilings);
        starter = new Starter(daemon, containers, ledger, images, states, bridge, sandbox);
        remains = new Remains(options.clock);
        sightings = new Sightings(daemon, containers, locks);
    }

    /**
     * Begins the configuration.
     *
     * @param stateRoot holds one directory per game; the same path on the daemon's machine
     * @param nodeDirectory of this node alone; its ledger of containers is kept there
     */
    public static Builder builder(Path stateRoot, Path nodeDirectory) {
        return new Builder(stateRoot, nodeDirectory);
    }

    /** Looks whether the daemon answers, and can run engines; returns what stands in the way. */
    public Optional<String> check() {
        try {
            Info info = daemon.ask(
                    "answer", Duration.ofSeconds(5), client -> client.infoCmd().exec());
            return obstacle(info);
        } catch (UnavailableException | RefusedException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    static Optional<String> obstacle(Info daemon) {
        List<String> options = Objects.requireNonNullElse(daemon.getSecurityOptions(), List.of());
        return options.contains("name=userns")
                ? Optional.of("Docker maps users (userns-remap), so no engine could write its state directory")
                : Optional.empty();
    }

    /**
     * Loads an archive of images, as {@code docker save} writes it, into the daemon; what it has already is as good.
     *
     * @throws IOException when the archive cannot be read, or the daemon finds no image in it
     * @throws UnavailableException when the daemon does not take it
     */
    public void load(Path archive) throws IOException {
        images.load(archive);
    }

    /** Returns true for {@link ImageRef.Container} alone. */
    @Override
    public boolean starts(ImageRef image) {
        return image instanceof ImageRef.Container;
    }

    @Override
    public Preparation prepare(ImageRef image) {
        return Daemon.refusedIsUnavailable(() -> images.prepare(container(image)));
    }

    @Override
    public Start start(Specification specification) {
        ImageRef.Container image = container(specification.image());
        return locks.locked(specification.gameId(), () -> {
            sightings.forget(specification.gameId());
            Start start = starter.start(specification, image);
            if (start instanceof Start.Started(EngineInstance instance)) {
                sightings.expect(instance);
            }
            return start;
        });
    }

    private static ImageRef.Container container(ImageRef image) {
        if (image instanceof ImageRef.Container container) {
            return container;
        }
        throw new IllegalArgumentException("not a container image: " + image.text());
    }

    @Override
    public void stop(GameId gameId) {
        locks.locked(gameId, () -> end(gameId));
    }

    /**
     * Ends the instance of a game and deletes its state; links in the state are deleted, never followed. State that somebody
     * else's container may use is left alone.
     */
    @Override
    public void discard(GameId gameId) {
        locks.locked(gameId, () -> {
            end(gameId);
            try {
                if (states.exists(gameId) && !(containers.find(gameId) instanceof Containers.Found.Foreign)) {
                    states.delete(gameId);
                }
            } catch (IOException e) {
                throw new UnavailableException("docker", "the state of " + gameId + ": " + e.getMessage(), e);
            }
            return true;
        });
    }

    @Override
    public void remove(EngineInstance instance) {
        locks.locked(
                instance.gameId(),
                () -> containers.knows(instance.gameId())
                        && containers.find(instance.gameId()) instanceof Containers.Found.Ours found
                        && found.instance().token().equals(instance.token())
                        && end(instance.gameId()));
    }

    private boolean end(GameId gameId) {
        sightings.forget(gameId);
        if (containers.end(gameId) && sightings.expectNothing()) {
            bridge.removeIfUnused();
        }
        return true;
    }

    /** Lists the running instances; containers that have ended are removed an hour after they were first listed. */
    @Override
    public List<EngineInstance> list() {
        List<Containers.Listed> listing = Daemon.refusedIsUnavailable(containers::list);
        remains.due(listing).forEach(instance -> Thread.startVirtualThread(() -> bury(instance)));
        return listing.stream()
                .filter(Containers.Listed::running)
                .map(Containers.Listed::instance)
                .toList();
    }

    private void bury(EngineInstance instance) {
        try {
            locks.locked(
                    instance.gameId(),
                    () -> containers.find(instance.gameId()) instanceof Containers.Found.Ours found
                            && found.instance().equals(instance)
                            && !Containers.running(found.state())
                            && end(instance.gameId()));
        } catch (UnavailableException e) {
            // The next listing finds it again.
        }
    }

    @Override
    public Inspection inspect(GameId gameId, InstanceToken token) {
        return Daemon.refusedIsUnavailable(() -> look(gameId, token));
    }

    private Inspection look(GameId gameId, InstanceToken token) {
        if (!containers.knows(gameId)) {
            return new Inspection.Gone();
        }
        return switch (containers.find(gameId)) {
            case Containers.Found.Ours(EngineInstance instance, ContainerState state)
            when instance.token().equals(token) ->
                Containers.running(state)
                        ? new Inspection.Running(instance)
                        : new Inspection.Ended(Containers.health(state), containers.lastOf(instance, state));
            case Containers.Found.Ours another -> new Inspection.Gone();
            case Containers.Found.Foreign foreign -> new Inspection.Gone();
            case Containers.Found.None none -> new Inspection.Gone();
        };
    }

    /**
     * Calls back, on a thread of its own for each call, when an instance ended without having been asked to, and when the health
     * check that its image declares changes its mind. What happened while the daemon was away is found when it is back.
     */
    @Override
    public Watch watch(Consumer<Sighting> listener) {
        return sightings.watch(listener);
    }

    /** Stops watching; the containers live on. */
    @Override
    public void close() {
        sightings.close();
        daemon.close();
    }

    /** The options of {@link DockerEngines}. */
    public static final class Builder {
        private final Path stateRoot;
        private final Path nodeDirectory;
        private Optional<String> host = Optional.empty();
        private String network = "ggscale";
        private Optional<String> stack = Optional.empty();
        private PullPolicy pullPolicy = PullPolicy.IF_MISSING;
        private Limits ceilings = new Limits(1L << 30, 1_000_000_000L, 512);
        private int firstPort = 10_000;
        private int lastPort = 19_999;
        private Duration addressRest = Duration.ofMinutes(20);
        private Duration stopGrace = Duration.ofSeconds(5);
        private Duration callTimeout = Duration.ofSeconds(30);
        private Duration pullTimeout = Duration.ofMinutes(10);
        private InstantSource clock = InstantSource.system();

        private Builder(Path stateRoot, Path nodeDirectory) {
            this.stateRoot = stateRoot.toAbsolutePath();
            this.nodeDirectory = nodeDirectory.toAbsolutePath();
        }

        /** Sets the daemon, such as {@code unix:///var/run/docker.sock}; empty takes {@code DOCKER_HOST}, else the local socket. */
        public Builder host(Optional<String> value) {
            host = value;
            return this;
        }

        /** Sets the network of the engines, created when it is missing; default {@code ggscale}. */
        public Builder network(String value) {
            network = value;
            return this;
        }

        /** Sets the label {@code galaxy.stack} of all containers and of the network; default none. */
        public Builder stack(Optional<String> value) {
            stack = value;
            return this;
        }

        /** Sets when images are pulled; default {@link PullPolicy#IF_MISSING}. */
        public Builder pullPolicy(PullPolicy value) {
            pullPolicy = value;
            return this;
        }

        /**
         * Sets the most an engine may use, whatever its image asks for; default 1 GiB, one processor, 512 processes.
         *
         * @param memory bytes
         * @param cpus processors
         * @param pids processes and threads
         */
        public Builder ceilings(long memory, double cpus, long pids) {
            ceilings = new Limits(memory, (long) (cpus * 1e9), pids);
            return this;
        }

        /** Sets the ports of the loopback that engines are published on, both inclusive; default 10000 to 19999. */
        public Builder ports(int first, int last) {
            if (first < 1 || last > 65_535 || first > last) {
                throw new IllegalArgumentException("ports are 1 to 65535, not " + first + " to " + last);
            }
            firstPort = first;
            lastPort = last;
            return this;
        }

        /** Sets how long no engine gets a port again: twice the longest call deadline; default 20 minutes. */
        public Builder addressRest(Duration value) {
            addressRest = value;
            return this;
        }

        /** Sets the time from SIGTERM to SIGKILL; default 5 s. */
        public Builder stopGrace(Duration value) {
            stopGrace = value;
            return this;
        }

        /** Sets how long the daemon may take to answer; default 30 s. */
        public Builder callTimeout(Duration value) {
            callTimeout = value;
            return this;
        }

        /** Sets how long a whole pull may take; default 10 minutes. */
        public Builder pullTimeout(Duration value) {
            pullTimeout = value;
            return this;
        }

        /** Sets the clock by which addresses rest. */
        public Builder clock(InstantSource value) {
            clock = value;
            return this;
        }

        /** Prepares the adapter; nothing is sent, read or written before it is used. */
        public DockerEngines build() {
            return new DockerEngines(this);
        }
    }
}

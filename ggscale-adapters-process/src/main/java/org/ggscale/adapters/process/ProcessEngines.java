package org.ggscale.adapters.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.core.game.GameId;

/**
 * Runs engines as child processes of the host, each in a session of its own.
 *
 * <p>The state root holds one directory per game, {@code <game id>/}, and beside it {@code <game id>.log} and
 * {@code .log.1} (its output). The node's directory, the state root unless nodes share that, holds {@code <game id>.pid},
 * {@code ports} and {@code lock}. It has one holder at a time, by an OS lock that dies with it.
 *
 * <p>An engine writes its log by itself and needs nothing of the host, so it lives on unharmed when the host is killed.
 * The next holder lists it like its own; it bounds the log again, which nobody does in between. An orderly
 * {@link #close} ends all engines.
 *
 * <p>An engine is ended with all it has started: its session, its descendants, and on Linux whatever carries its
 * environment. A process is known by pid and start time, so a recycled pid is never signalled.
 */
public final class ProcessEngines implements EngineInstances, AutoCloseable {
    private final NodeFiles node;
    private final ProcessTable table = new ProcessTable();
    private final Readiness readiness = new Readiness(table);
    private final Ending ending;
    private final Starter starter;
    private final Operations operations = new Operations();
    private final Map<GameId, Engine> running = new ConcurrentHashMap<>();
    private final Map<Object, Consumer<Sighting>> listeners = new ConcurrentHashMap<>();
    private final Keeper keeper = new Keeper(table, running.values(), this::bury);

    private ProcessEngines(NodeFiles node, Builder options) throws IOException {
        this.node = node;
        Ports ports = Ports.load(node.ports(), options.firstPort, options.lastPort, options.portRest, options.clock);
        Launcher launcher = new Launcher(options.environment);
        ending = new Ending(table, ports, options.stopGrace);
        starter = new Starter(node, table, ports, launcher, readiness, ending, options.logLimit);
    }

    /** Opens a state root with the defaults of the {@link Builder}. */
    public static ProcessEngines open(Path stateRoot) throws IOException {
        return builder(stateRoot).open();
    }

    /** Begins the configuration of a state root. */
    public static Builder builder(Path stateRoot) {
        return new Builder(stateRoot);
    }

    private void takeOver(int logLimit) throws IOException {
        Leftovers leftovers = Leftovers.find(node, table, logLimit);
        ending.end(leftovers.dead());
        leftovers.living().forEach(engine -> running.put(engine.instance().gameId(), engine));
        keeper.start();
    }

    /** Returns true for {@link ImageRef.Command} alone. */
    @Override
    public boolean starts(ImageRef image) {
        return image instanceof ImageRef.Command;
    }

    /** A command is there or not, as its start will tell: nothing is fetched. */
    @Override
    public Preparation prepare(ImageRef image) {
        return new Preparation.Ready(image, false);
    }

    @Override
    public Start start(Specification specification) {
        if (!(specification.image() instanceof ImageRef.Command image)) {
            throw new IllegalArgumentException("not a command: " + specification.image());
        }
        return operations.run(specification.gameId(), () -> {
            endRunning(specification.gameId());
            return switch (starter.start(specification, image.command(), operations::closed)) {
                case Starter.Launch.Ready ready -> {
                    running.put(specification.gameId(), ready.engine());
                    yield new Start.Started(ready.engine().instance());
                }
                case Starter.Launch.Refused refused -> refused.failed();
            };
        });
    }

    @Override
    public void stop(GameId gameId) {
        operations.act(gameId, () -> endRunning(gameId));
    }

    /** Ends the instance of a game and deletes its state and logs; links in the state are deleted, never followed. */
    @Override
    public void discard(GameId gameId) {
        operations.act(gameId, () -> {
            endRunning(gameId);
            node.game(gameId).delete();
        });
    }

    @Override
    public void remove(EngineInstance instance) {
        operations.act(instance.gameId(), () -> {
            if (find(instance.gameId(), instance.token()).isPresent()) {
                endRunning(instance.gameId());
            }
        });
    }

    private void endRunning(GameId gameId) throws IOException {
        Engine engine = running.get(gameId);
        if (engine != null) {
            ending.end(engine.pidFile());
            running.remove(gameId);
        }
    }

    @Override
    public List<EngineInstance> list() {
        operations.requireOpen();
        List<EngineInstance> alive = new ArrayList<>();
        for (Engine engine : running.values()) {
            try {
                if (engine.alive(table)) {
                    alive.add(engine.instance());
                }
            } catch (IOException e) {
                throw Operations.unavailable(e);
            }
        }
        return List.copyOf(alive);
    }

    /** A look does not wait for what is done to the game: an engine that is being started is not there yet. */
    @Override
    public Inspection inspect(GameId gameId, InstanceToken token) {
        operations.requireOpen();
        Optional<Engine> found = find(gameId, token);
        return found.isPresent() ? inspect(found.get()) : new Inspection.Gone();
    }

    private Inspection inspect(Engine engine) {
        try {
            return engine.alive(table)
                    ? new Inspection.Running(engine.instance())
                    : new Inspection.Ended(EngineHealth.EXITED, engine.exit());
        } catch (IOException e) {
            throw Operations.unavailable(e);
        }
    }

    private Optional<Engine> find(GameId gameId, InstanceToken token) {
        return Optional.ofNullable(running.get(gameId))
                .filter(engine -> engine.instance().token().equals(token));
    }

    /**
     * Calls back, on a thread of its own for each call, within a second after an instance ended without having been asked
     * to; what it had started is ended by then. Out of memory cannot be told from other exits, so the health is always
     * {@code EXITED}.
     */
    @Override
    public Watch watch(Consumer<Sighting> listener) {
        Object registration = new Object();
        listeners.put(registration, listener);
        return () -> listeners.remove(registration);
    }

    private void bury(Engine engine) {
        GameId gameId = engine.instance().gameId();
        try {
            operations.act(gameId, () -> {
                if (running.get(gameId) == engine) {
                    report(engine);
                }
            });
        } catch (UnavailableException e) {
            // Closed, or something of it is left: then the next operation on this game ends that first.
        }
    }

    private void report(Engine engine) throws IOException {
        Sighting ended = new Sighting(engine.instance(), EngineHealth.EXITED, engine.exit());
        try {
            endRunning(engine.instance().gameId());
        } finally {
            listeners.values().forEach(listener -> Thread.startVirtualThread(() -> listener.accept(ended)));
        }
    }

    /**
     * Ends all engines, also those that an earlier host started, and releases the directory. Starts that still wait for
     * an engine give up.
     */
    @Override
    public void close() {
        operations.close(() -> {
            try (node;
                    keeper) {
                ending.end(running.values().stream().map(Engine::pidFile).toList());
                running.clear();
            }
        });
    }

    /** The options of {@link ProcessEngines}. */
    public static final class Builder {
        private final Path stateRoot;
        private Path nodeDirectory;
        private Map<String, String> environment = System.getenv();
        private int firstPort = 20_000;
        private int lastPort = 29_999;
        private Duration portRest = Duration.ofMinutes(20);
        private int logLimit = 4 * 1024 * 1024;
        private Duration stopGrace = Duration.ofSeconds(5);
        private InstantSource clock = InstantSource.system();

        private Builder(Path stateRoot) {
            this.stateRoot = stateRoot;
            this.nodeDirectory = stateRoot;
        }

        /** Keeps lock, ports and pid files here: nodes that share a state root need one directory each. */
        public Builder nodeDirectory(Path directory) {
            this.nodeDirectory = directory;
            return this;
        }

        /** Takes {@code PATH}, {@code HOME}, {@code LANG} and {@code TZ} of the engines from here; default the host's. */
        public Builder environment(Map<String, String> variables) {
            this.environment = Map.copyOf(variables);
            return this;
        }

        /** Sets the ports that engines listen on, both inclusive; default 20000 to 29999. */
        public Builder ports(int first, int last) {
            if (first < 1 || last > 65_535 || first > last) {
                throw new IllegalArgumentException("ports are 1 to 65535, not " + first + " to " + last);
            }
            this.firstPort = first;
            this.lastPort = last;
            return this;
        }

        /** Sets how long no engine gets a port again: twice the longest call deadline; default 20 minutes. */
        public Builder portRest(Duration rest) {
            this.portRest = rest;
            return this;
        }

        /** Sets the size in bytes of a log, and of the older log beside it; default 4 MiB. */
        public Builder logLimit(int bytes) {
            this.logLimit = bytes;
            return this;
        }

        /** Sets the time from SIGTERM to SIGKILL; default 5 s. */
        public Builder stopGrace(Duration grace) {
            this.stopGrace = grace;
            return this;
        }

        /** Sets the clock by which ports rest. */
        public Builder clock(InstantSource source) {
            this.clock = source;
            return this;
        }

        /**
         * Takes the directories, creating what is not there, and takes over what an earlier holder left running.
         *
         * @throws IOException when they cannot be used, or another process holds the node's directory (it is named)
         */
        public ProcessEngines open() throws IOException {
            NodeFiles node = NodeFiles.take(stateRoot, nodeDirectory);
            try {
                ProcessEngines engines = new ProcessEngines(node, this);
                engines.takeOver(logLimit);
                return engines;
            } catch (IOException | RuntimeException e) {
                node.close();
                throw e;
            }
        }
    }
}

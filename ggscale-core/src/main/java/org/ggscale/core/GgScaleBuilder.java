package org.ggscale.core;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.ggscale.core.engine.BoundedEngineInstances;
import org.ggscale.core.engine.CombinedEngineInstances;
import org.ggscale.core.engine.EngineClient;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.engine.InProcessEngine;
import org.ggscale.core.engine.InProcessEngines;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.engine.RoutedEngineClient;
import org.ggscale.core.game.GameId;
import org.ggscale.core.memory.InMemoryStorage;
import org.ggscale.core.play.MembershipDesk;
import org.ggscale.core.play.Play;
import org.ggscale.core.play.Rosters;
import org.ggscale.core.runtime.Banisher;
import org.ggscale.core.runtime.EngineProbes;
import org.ggscale.core.runtime.GameSetup;
import org.ggscale.core.runtime.HostContext;
import org.ggscale.core.runtime.HostLife;
import org.ggscale.core.runtime.Housekeeping;
import org.ggscale.core.runtime.InstanceKeeper;
import org.ggscale.core.runtime.OwnerId;
import org.ggscale.core.runtime.Pauser;
import org.ggscale.core.runtime.Registrar;
import org.ggscale.core.runtime.Signal;
import org.ggscale.core.runtime.Stopper;
import org.ggscale.core.runtime.StoreClock;
import org.ggscale.core.turn.ThreadTicker;
import org.ggscale.core.turn.Ticker;
import org.ggscale.core.turn.TurnScheduler;
import org.jspecify.annotations.Nullable;

/** Builds a {@link GgScale}; every part has a default. */
public final class GgScaleBuilder {
    private static final int WAITING_INSTANCE_OPERATIONS = 256;

    private final Map<String, Function<GameId, InProcessEngine>> engines = new HashMap<>();
    private final List<EngineInstances> instances = new ArrayList<>();
    private InstantSource clock = InstantSource.system();
    private LongSupplier nanoTime = System::nanoTime;
    private Supplier<UUID> ids = UUID::randomUUID;
    private NodeId node = new NodeId("embedded");
    private Consumer<Signal> signals = signal -> {};
    private Function<EngineEndpoint, Optional<String>> endpointPolicy = endpoint -> Optional.empty();
    private ThreadFactory threads = Thread.ofVirtual().name("ggscale-", 0).factory();
    private UnaryOperator<EngineClient> engineCalls = UnaryOperator.identity();
    private int turnConcurrency = 1024;
    private int turnConcurrencyPerEngine = 64;
    private int membershipCacheMaxGames = 10_000;
    private int instanceOperations = 4;
    private Duration turnTimeout = Duration.ofSeconds(60);
    private Duration initTimeout = Duration.ofSeconds(60);
    private Duration callTimeout = Duration.ofSeconds(15);
    private Duration startTimeout = Duration.ofSeconds(60);
    private Duration tickInterval = Duration.ofSeconds(1);
    private Duration shutdownTimeout = Duration.ofSeconds(20);
    private Duration eventRetention = Duration.ofDays(7);
    private Duration healthRetention = Duration.ofDays(30);
    private Duration probeInterval = Duration.ofSeconds(10);
    private Duration reconcileInterval = Duration.ofSeconds(60);
    private @Nullable EngineClient engineClient;
    private @Nullable Storage storage;
    private @Nullable Ticker ticker;

    GgScaleBuilder() {}

    /**
     * Registers a kind of game that is a Java object; its engine versions have the image {@code in-process:NAME}.
     *
     * @param factory makes the object of a new game
     */
    public GgScaleBuilder engine(String name, Function<GameId, InProcessEngine> factory) {
        engines.put(name, factory);
        return this;
    }

    /** Adds a backend that starts engines; it stays the caller's to close. */
    public GgScaleBuilder instances(EngineInstances backend) {
        instances.add(backend);
        return this;
    }

    /** Sets what calls engines that are no Java objects; it stays the caller's to close. */
    public GgScaleBuilder engineClient(EngineClient value) {
        engineClient = value;
        return this;
    }

    /** Sets what stands around every call of an engine, Java objects included: metrics, traces, throttles. */
    public GgScaleBuilder engineCalls(UnaryOperator<EngineClient> decorator) {
        engineCalls = decorator;
        return this;
    }

    /** Sets the stores, in memory unless told otherwise; they stay the caller's to close. */
    public GgScaleBuilder storage(Storage value) {
        storage = value;
        return this;
    }

    /** Sets who calls the tick: a thread of its own unless told otherwise. */
    public GgScaleBuilder ticker(Ticker value) {
        ticker = value;
        return this;
    }

    /** Sets the clock of the stores in memory; other stores have their own. */
    public GgScaleBuilder clock(InstantSource value) {
        clock = value;
        return this;
    }

    /** Sets the monotonic nanoseconds. */
    public GgScaleBuilder nanoTime(LongSupplier value) {
        nanoTime = value;
        return this;
    }

    /** Sets the source of fresh identities. */
    public GgScaleBuilder ids(Supplier<UUID> value) {
        ids = value;
        return this;
    }

    /** Sets the node whose engines this process may start and call. */
    public GgScaleBuilder node(NodeId value) {
        node = value;
        return this;
    }

    /** Sets who hears what an operator may want to know; called on working threads, so it must be quick. */
    public GgScaleBuilder signals(Consumer<Signal> value) {
        signals = value;
        return this;
    }

    /** Sets why an external engine's address may not be called; empty when it may. */
    public GgScaleBuilder endpointPolicy(Function<EngineEndpoint, Optional<String>> value) {
        endpointPolicy = value;
        return this;
    }

    /** Sets what makes the threads that wait: virtual ones unless told otherwise. */
    public GgScaleBuilder threads(ThreadFactory value) {
        threads = value;
        return this;
    }

    /** Sets how many turns may be in flight: 1,024 unless told otherwise. */
    public GgScaleBuilder turnConcurrency(int value) {
        turnConcurrency = value;
        return this;
    }

    /** Sets how many turns may be in flight per engine host and port: 64 unless told otherwise. */
    public GgScaleBuilder turnConcurrencyPerEngine(int value) {
        turnConcurrencyPerEngine = value;
        return this;
    }

    /** Sets how many games' memberships are remembered: 10,000 unless told otherwise. */
    public GgScaleBuilder membershipCacheMaxGames(int value) {
        membershipCacheMaxGames = value;
        return this;
    }

    /** Sets how long a turn call may take in all: 60 s unless told otherwise. */
    public GgScaleBuilder turnTimeout(Duration value) {
        turnTimeout = value;
        return this;
    }

    /** Sets how long an init call may take in all: 60 s unless told otherwise. */
    public GgScaleBuilder initTimeout(Duration value) {
        initTimeout = value;
        return this;
    }

    /** Sets how long any other call may take in all: 15 s unless told otherwise. */
    public GgScaleBuilder callTimeout(Duration value) {
        callTimeout = value;
        return this;
    }

    /** Sets how long a started engine may take to answer: 60 s unless told otherwise. */
    public GgScaleBuilder startTimeout(Duration value) {
        startTimeout = value;
        return this;
    }

    /** Sets the longest rest of the ticker: 1 s unless told otherwise. */
    public GgScaleBuilder tickInterval(Duration value) {
        tickInterval = value;
        return this;
    }

    /** Sets how long turns in flight are waited for at close: 20 s unless told otherwise. */
    public GgScaleBuilder shutdownTimeout(Duration value) {
        shutdownTimeout = value;
        return this;
    }

    /** Sets how long events are kept: 7 days unless told otherwise. */
    public GgScaleBuilder eventRetention(Duration value) {
        eventRetention = value;
        return this;
    }

    /** Sets how long snapshots of the health of engines are kept: 30 days unless told otherwise. */
    public GgScaleBuilder healthRetention(Duration value) {
        healthRetention = value;
        return this;
    }

    /**
     * Sets how often an engine that this process runs is asked whether it is alive: every 10 s unless told otherwise. A probe
     * has as long to be answered, or as long as any other call if that is shorter.
     */
    public GgScaleBuilder probeInterval(Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException("the interval between two probes is positive, not " + value);
        }
        probeInterval = value;
        return this;
    }

    /**
     * Sets how many engines that are no Java objects are prepared, started or ended at once: 4 unless told otherwise. 256
     * more operations may wait; any other is refused with an {@link UnavailableException}.
     */
    public GgScaleBuilder instanceOperations(int value) {
        instanceOperations = value;
        return this;
    }

    /** Sets how often the engines that run are compared with the records: every 60 s unless told otherwise. */
    public GgScaleBuilder reconcileInterval(Duration value) {
        reconcileInterval = value;
        return this;
    }

    /** Wires the parts; does no I/O. */
    public GgScale build() {
        boolean ownsStorage = storage == null;
        Storage stores = storage == null ? new InMemoryStorage(clock) : storage;
        InProcessEngines objects = new InProcessEngines(engines);
        EngineClient client =
                engineCalls.apply(new RoutedEngineClient(objects, engineClient == null ? objects : engineClient));
        EngineInstances started = instances.isEmpty()
                ? objects
                : new CombinedEngineInstances(List.of(
                        objects,
                        new BoundedEngineInstances(
                                new CombinedEngineInstances(instances),
                                instanceOperations,
                                WAITING_INSTANCE_OPERATIONS)));
        StoreClock storeClock = new StoreClock(clock.instant(), nanoTime);
        HostLife life = new HostLife(stores.hosts(), node, storeClock, () -> new OwnerId(ids.get()), signals, nanoTime);
        HostContext host = new HostContext(life, storeClock, ids, signals);
        Rosters rosters = new Rosters(stores.playerMappings(), stores.memberships(), membershipCacheMaxGames, nanoTime);
        Registrar registrar = new Registrar(
                stores, started, new GameSetup(client, initTimeout, callTimeout), host, endpointPolicy, startTimeout);
        TurnScheduler turns = new TurnScheduler(
                new TurnScheduler.Settings(
                        turnConcurrency,
                        turnConcurrencyPerEngine,
                        turnTimeout,
                        callTimeout,
                        startTimeout,
                        tickInterval,
                        threads),
                stores,
                new TurnScheduler.Engines(client, started),
                rosters,
                registrar,
                host,
                nanoTime);
        return new GgScale(new Parts(
                stores,
                host,
                registrar,
                new Stopper(stores.runtimeRecords(), started, host),
                new Pauser(stores.runtimeRecords(), host),
                new Banisher(
                        stores.runtimeRecords(),
                        stores.playerMappings(),
                        stores.operationLog(),
                        client,
                        host,
                        callTimeout),
                new Play(stores.runtimeRecords(), rosters, client, node, callTimeout),
                rosters,
                new MembershipDesk(stores.runtimeRecords(), stores.memberships(), rosters, host),
                turns,
                new InstanceKeeper(
                        stores.runtimeRecords(),
                        stores.operationLog(),
                        started,
                        turns::held,
                        host,
                        new InstanceKeeper.Settings(reconcileInterval, threads),
                        nanoTime),
                new EngineProbes(
                        stores.runtimeRecords(),
                        started,
                        client,
                        host,
                        new EngineProbes.Settings(probeInterval, shorter(callTimeout, probeInterval), threads),
                        nanoTime),
                new Housekeeping(
                        stores.runtimeEvents(),
                        stores.healthSnapshots(),
                        host,
                        new Housekeeping.Settings(eventRetention, healthRetention, threads, this::chance),
                        nanoTime),
                ticker == null ? new ThreadTicker(threads) : ticker,
                nanoTime,
                shutdownTimeout,
                ownsStorage));
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    /** Returns a number of 0 up to 1 from the random end of a fresh identity. */
    private double chance() {
        return (ids.get().getLeastSignificantBits() & 0xFFFF_FFFFL) / 0x1p32;
    }

    /** The wired parts. */
    record Parts(
            Storage storage,
            HostContext host,
            Registrar registrar,
            Stopper stopper,
            Pauser pauser,
            Banisher banisher,
            Play play,
            Rosters rosters,
            MembershipDesk memberships,
            TurnScheduler turns,
            InstanceKeeper keeper,
            EngineProbes probes,
            Housekeeping housekeeping,
            Ticker ticker,
            LongSupplier nanoTime,
            Duration shutdownTimeout,
            boolean ownsStorage) {}
}

package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.ggscale.core.Page;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.engine.CombinedEngineInstances;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.engine.EngineInstances.Specification;
import org.ggscale.core.engine.EngineInstances.Start;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.InProcessEngines;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.memory.InMemoryStorage;
import org.ggscale.core.runtime.EngineProbes;
import org.ggscale.core.runtime.HealthSnapshot;
import org.ggscale.core.runtime.HostContext;
import org.ggscale.core.runtime.HostLife;
import org.ggscale.core.runtime.OwnerId;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeEvents;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.runtime.Signal;
import org.ggscale.core.runtime.StoreClock;

/** Engines that are probed as time is told to pass. */
final class Probed implements AutoCloseable {
    static final Duration INTERVAL = Duration.ofSeconds(10);

    final ManualClock clock = ManualClock.at("2026-01-01T00:00:00Z");
    final InMemoryStorage storage = new InMemoryStorage(clock);
    final ScriptedNetwork network = new ScriptedNetwork();
    final ScriptedInstances instances = new ScriptedInstances(network, ScriptedGame::new);
    private final InProcessEngines objects = new InProcessEngines(Map.of("game", id -> new ScriptedGame()));
    final List<Signal> signals = new CopyOnWriteArrayList<>();
    /** How many probes were sent. */
    final AtomicInteger sent = new AtomicInteger();
    /** Runs while a probe is under way. */
    volatile Runnable onProbe = () -> {};
    /** Whether the stores are away. */
    volatile boolean away;

    private final Failpoints statements =
            Failpoints.when(point -> away, point -> new UnavailableException("store", point, new Exception()));
    private final List<Thread> threads = new ArrayList<>();
    private final List<EngineProbes> lives = new ArrayList<>();
    private final List<EngineInstances.Watch> watches = new ArrayList<>();
    private EngineProbes probes = begin();
    private boolean looked;

    private EngineProbes begin() {
        StoreClock storeClock = new StoreClock(clock.instant(), clock::nanoTime);
        HostLife life = new HostLife(
                storage.hosts(),
                Fixtures.NODE,
                storeClock,
                () -> new OwnerId(Fixtures.newUuid()),
                signals::add,
                clock::nanoTime);
        Failpoints onTheWay = Failpoints.when(this::isFailed, point -> new IllegalStateException(point));
        EngineProbes begun = new EngineProbes(
                new FaultyStorage(storage, statements).runtimeRecords(),
                new CombinedEngineInstances(List.of(objects, instances)),
                new FaultyEngineClient(network, onTheWay),
                new HostContext(life, storeClock, Fixtures::newUuid, signals::add),
                new EngineProbes.Settings(INTERVAL, Duration.ofSeconds(5), this::thread),
                clock::nanoTime);
        lives.add(begun);
        watches.add(begun.watch());
        return begun;
    }

    private boolean isFailed(String point) {
        if (point.endsWith("before")) {
            sent.incrementAndGet();
            onProbe.run();
        }
        return false;
    }

    private synchronized Thread thread(Runnable work) {
        Thread thread = Thread.ofVirtual().unstarted(work);
        threads.add(thread);
        return thread;
    }

    /** Lets the host die and start again: what it knew is lost. */
    void restart() throws InterruptedException {
        close();
        probes = begin();
        looked = false;
    }

    /** Stores a game in a status, whose engine runs. */
    RuntimeRecord game(RuntimeStatus status) {
        GameKey key = Fixtures.newKey();
        EngineInstance instance = start(key.gameId(), "token-" + key.gameId());
        return Given.stored(
                storage,
                Records.running(key, Fixtures.FUTURE)
                        .copy()
                        .status(status)
                        .engine(Records.managedBy(Fixtures.NODE, key).with(instance))
                        .build());
    }

    EngineInstance start(GameId gameId, String token) {
        Start start = instances.start(new Specification(
                gameId, new InstanceToken(token), 1, Fixtures.VERSION, Fixtures.IMAGE, Duration.ofSeconds(1)));
        return ((Start.Started) start).instance();
    }

    void startObject() {
        Start start = objects.start(new Specification(
                Fixtures.newGameId(),
                new InstanceToken("object"),
                1,
                Fixtures.VERSION,
                ImageRef.parse("in-process:game"),
                Duration.ofSeconds(1)));
        assertThat(start).isInstanceOf(Start.Started.class);
    }

    EngineInstance instance(RuntimeRecord of) {
        return instances.list().stream()
                .filter(running -> running.gameId().equals(of.key().gameId()))
                .findFirst()
                .orElseThrow();
    }

    void silence(RuntimeRecord of) {
        network.silence(instance(of).endpoint());
    }

    void revive(RuntimeRecord of) {
        network.revive(instance(of).endpoint());
    }

    /** Lets a second pass, and sends what is due on its way. */
    void second() {
        clock.advance(Duration.ofSeconds(1));
        probes.tick();
    }

    /** Waits until nothing is on its way. */
    void settle() throws InterruptedException {
        List<Thread> all;
        synchronized (this) {
            all = List.copyOf(threads);
        }
        for (Thread each : all) {
            assertThat(each.join(Patience.limit())).isTrue();
        }
    }

    /** Lets the host look which engines there are; each is asked within an interval. */
    void look() throws InterruptedException {
        looked = true;
        clock.advance(INTERVAL);
        probes.tick();
        settle();
    }

    /** Lets so many intervals pass, in each of which every engine is asked once. */
    void rounds(int count) throws InterruptedException {
        if (!looked) {
            look();
        }
        for (long left = count * INTERVAL.toSeconds(); left > 0; left--) {
            second();
            settle();
        }
    }

    /** Returns how many statements of probes there were. */
    int statements() {
        return statements.passed() / 2;
    }

    RuntimeRecord record(RuntimeRecord of) {
        return storage.runtimeRecords().find(of.key()).orElseThrow();
    }

    EngineHealth health(RuntimeRecord of) {
        return record(of).engine().health();
    }

    /** Returns what is remembered of an engine's health, the first first. */
    List<HealthSnapshot> snapshots(RuntimeRecord of) {
        return storage.healthSnapshots()
                .list(of.key(), Page.Request.first(200))
                .items()
                .reversed();
    }

    /** Returns what was published of a game. */
    List<RuntimeEvent> events(RuntimeRecord of) {
        var query = new RuntimeEvents.Query(
                of.key().tenant(),
                RuntimeEvent.Channel.LOBBY,
                Optional.of(of.key().gameId()),
                Optional.empty(),
                1_000);
        return ((RuntimeEvents.Reading.Events) storage.runtimeEvents().read(query))
                .events().stream().map(RuntimeEvents.Stored::event).toList();
    }

    @Override
    public void close() throws InterruptedException {
        watches.forEach(EngineInstances.Watch::close);
        for (EngineProbes each : lives) {
            each.close();
        }
    }
}

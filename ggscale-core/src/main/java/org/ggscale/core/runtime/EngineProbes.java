package org.ggscale.core.runtime;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.ggscale.core.Page;
import org.ggscale.core.engine.EngineClient;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.engine.InProcessEngines;
import org.ggscale.core.engine.InstanceToken;

/**
 * Asks the engines that this node runs whether they are alive, and keeps the health summary of their games.
 *
 * <p>Each engine is asked once in an interval, at a time of its own, never twice at once. Three failures in a row make the
 * summary {@code probe_failed}, the first success after that {@code healthy}; the status of the game does not change. While
 * all is well no record is read or written. Objects of this process are not asked: they end with it.
 */
public final class EngineProbes implements AutoCloseable {
    /** How many engines are asked at once: silent ones keep a place until the timeout. */
    static final int LANES = 256;
    /** Multiples of the golden ratio, whole parts left out, are spread evenly however many there are. */
    private static final double GOLDEN_RATIO = 0.618_033_988_749_895;

    private final RuntimeRecords records;
    private final EngineInstances instances;
    private final EngineClient engines;
    private final HealthKeeper keeper;
    private final HostContext host;
    private final Settings settings;
    private final LongSupplier nanoTime;
    private final Map<InstanceToken, Vitals> watched = new ConcurrentHashMap<>();
    private final Queue<Vitals> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger lanes = new AtomicInteger();
    private final AtomicInteger met = new AtomicInteger();
    private final Set<Thread> working = ConcurrentHashMap.newKeySet();
    private final Set<Thread> asking = ConcurrentHashMap.newKeySet();
    private long lastListing;
    private volatile boolean listing;
    private volatile boolean recalled;
    private volatile boolean ended;

    /**
     * Creates probes, which look every interval which engines there are.
     *
     * @param nanoTime monotonic nanoseconds
     */
    public EngineProbes(
            RuntimeRecords records,
            EngineInstances instances,
            EngineClient engines,
            HostContext host,
            Settings settings,
            LongSupplier nanoTime) {
        this.records = records;
        this.instances = instances;
        this.engines = engines;
        this.keeper = new HealthKeeper(records, host);
        this.host = host;
        this.settings = settings;
        this.nanoTime = nanoTime;
        lastListing = nanoTime.getAsLong();
    }

    /**
     * How engines are asked.
     *
     * @param interval between two probes of one engine
     * @param timeout of a probe
     * @param threads makes the threads that ask
     */
    public record Settings(Duration interval, Duration timeout, ThreadFactory threads) {}

    /** Sends the probes that are due on their way. To be called once a second or more often, by one caller. */
    public void tick() {
        if (ended) {
            return;
        }
        long now = nanoTime.getAsLong();
        long interval = settings.interval().toNanos();
        if (!listing && now - lastListing >= interval) {
            lastListing = now;
            listing = true;
            start(this::list);
        }
        watched.values().stream().filter(engine -> engine.begin(now, interval)).forEach(waiting::add);
        for (int wanted = waiting.size(); wanted > 0 && lanes.get() < LANES; wanted--) {
            lanes.incrementAndGet();
            start(this::lane);
        }
    }

    /** Begins to hear what the backends' own checks say of engines that run. */
    public EngineInstances.Watch watch() {
        return instances.watch(sighting -> {
            if (!sighting.health().hasEnded()) {
                inspected(sighting);
            }
        });
    }

    private void inspected(EngineInstances.Sighting sighting) {
        EngineInstance instance = sighting.instance();
        try {
            Vitals engine = watched.computeIfAbsent(instance.token(), token -> vitals(instance, false));
            engine.inspected(sighting.health() == EngineHealth.HEALTHY, sighting.detail());
            engine.tell(keeper);
        } catch (RuntimeException e) {
            host.signal(new Signal.DutyFailed("check of the engine of " + instance.gameId(), e));
        }
    }

    private void start(Runnable work) {
        Thread thread = settings.threads().newThread(() -> {
            try {
                work.run();
            } finally {
                working.remove(Thread.currentThread());
            }
        });
        working.add(thread);
        thread.start();
    }

    private void list() {
        try {
            List<EngineInstance> running = instances.list().stream()
                    .filter(instance -> !InProcessEngines.serves(instance.endpoint()))
                    .toList();
            Set<InstanceToken> unwell = recalled || running.isEmpty() ? Set.of() : unwell();
            recalled = true;
            watched.keySet()
                    .retainAll(running.stream().map(EngineInstance::token).collect(Collectors.toSet()));
            running.forEach(instance ->
                    watched.computeIfAbsent(instance.token(), token -> vitals(instance, unwell.contains(token))));
        } catch (RuntimeException e) {
            host.signal(new Signal.DutyFailed("listing of the engines to be probed", e));
        } finally {
            listing = false;
        }
    }

    /** What an earlier life of this host has written; an engine that is started later is healthy in its record. */
    private Set<InstanceToken> unwell() {
        Set<InstanceToken> unwell = new HashSet<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<RuntimeRecord> page = records.managed(host.node(), Optional.empty(), new Page.Request(cursor, 200));
            page.items().stream()
                    .filter(record -> record.engine().health() != EngineHealth.HEALTHY)
                    .forEach(record -> record.engine().token().ifPresent(unwell::add));
            cursor = page.nextCursor();
        } while (cursor.isPresent());
        return unwell;
    }

    private Vitals vitals(EngineInstance instance, boolean unwell) {
        double part = met.incrementAndGet() * GOLDEN_RATIO % 1;
        long wait = (long) (settings.interval().toNanos() * part);
        return new Vitals(instance, nanoTime.getAsLong() + wait, unwell);
    }

    private void lane() {
        try {
            Vitals engine = waiting.poll();
            while (engine != null && !ended) {
                probe(engine);
                engine = waiting.poll();
            }
        } finally {
            lanes.decrementAndGet();
        }
    }

    private void probe(Vitals engine) {
        try {
            boolean alive = ask(engine.instance());
            // The end interrupts whoever asks: that is no failure of the engine.
            if (!ended) {
                engine.probed(alive);
                engine.tell(keeper);
            }
        } catch (RuntimeException e) {
            host.signal(new Signal.DutyFailed(
                    "probe of the engine of " + engine.instance().gameId(), e));
        } finally {
            engine.end();
        }
    }

    private boolean ask(EngineInstance instance) {
        asking.add(Thread.currentThread());
        try {
            return !ended && engines.alive(instance.endpoint(), settings.timeout());
        } finally {
            asking.remove(Thread.currentThread());
        }
    }

    /** Breaks off the probes that wait for an answer, lets what is being written be written, and begins no more. */
    @Override
    public void close() throws InterruptedException {
        ended = true;
        asking.forEach(Thread::interrupt);
        for (Thread thread : working) {
            thread.join();
        }
    }
}

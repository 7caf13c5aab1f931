package org.ggscale.core.runtime;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.ggscale.core.Page;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.engine.EngineInstances.Sighting;
import org.ggscale.core.engine.EngineInstances.Watch;
import org.ggscale.core.game.GameKey;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the records of a node's games and the engines that it runs the same.
 *
 * <p>It hears of engines that end, and compares all at the start and every interval on a thread of its own, so that nobody
 * waits for a backend that does not answer. One comparison runs at a time.
 */
public final class InstanceKeeper implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(5);

    private final RuntimeRecords records;
    private final EngineInstances instances;
    private final EngineEnds ends;
    private final Reconciliation reconciliation;
    private final HostContext host;
    private final Settings settings;
    private final LongSupplier nanoTime;
    private @Nullable Watch watch;
    private @Nullable Thread pass;
    private long lastPass;
    private volatile boolean ended;

    /**
     * Creates a keeper; nothing runs before {@link #start}.
     *
     * @param held the games that this process works on now
     */
    public InstanceKeeper(
            RuntimeRecords records,
            OperationLog log,
            EngineInstances instances,
            Supplier<Set<GameKey>> held,
            HostContext host,
            Settings settings,
            LongSupplier nanoTime) {
        this.records = records;
        this.instances = instances;
        this.ends = new EngineEnds(records, host);
        this.reconciliation = new Reconciliation(records, log, instances, held, ends, host);
        this.host = host;
        this.settings = settings;
        this.nanoTime = nanoTime;
    }

    /**
     * How it compares.
     *
     * @param interval from one comparison to the next
     * @param threads makes the thread of a comparison
     */
    public record Settings(Duration interval, ThreadFactory threads) {}

    /** Begins to notice engines that end, and compares once; it does not wait long for a backend that does not answer. */
    public void start() {
        watch = instances.watch(this::sighted);
        begin(nanoTime.getAsLong());
        await(START);
    }

    /** Begins a comparison when one is due and none is under way. */
    public void tick() {
        long now = nanoTime.getAsLong();
        if (!ended && now - lastPass >= settings.interval().toNanos() && (pass == null || !pass.isAlive())) {
            begin(now);
        }
    }

    private void begin(long now) {
        lastPass = now;
        pass = settings.threads().newThread(this::reconcile);
        pass.start();
    }

    private void reconcile() {
        try {
            reconciliation.pass(() -> ended);
        } catch (RuntimeException e) {
            host.signal(new Signal.DutyFailed("reconciliation", e));
        }
    }

    private void sighted(Sighting sighting) {
        if (sighting.health().hasEnded()) {
            try {
                mark(sighting);
            } catch (RuntimeException e) {
                host.signal(new Signal.DutyFailed(
                        "mark the ended engine of " + sighting.instance().gameId(), e));
            }
        }
    }

    private void mark(Sighting sighting) {
        records
                .managed(host.node(), Optional.of(sighting.instance().gameId()), Page.Request.first(200))
                .items()
                .stream()
                .filter(record -> isCurrent(record, sighting.instance()))
                .forEach(record ->
                        ends.mark(record, EngineEnds.SEEN, sighting.health(), sighting.detail(), Optional.empty()));
    }

    /** An instance that ended before it was written down is none that an unreachable game has played on. */
    private static boolean isCurrent(RuntimeRecord record, EngineInstance instance) {
        return record.engine().token().equals(Optional.of(instance.token()))
                && (record.status() != RuntimeStatus.ENGINE_UNREACHABLE
                        || record.engine().instanceId().equals(Optional.of(instance.id())));
    }

    private void await(Duration atMost) {
        try {
            if (pass != null && !pass.join(atMost)) {
                host.signal(new Signal.DutyFailed(
                        "reconciliation", new IllegalStateException("still under way after " + atMost)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets a comparison end with what it has in hand, and begins no more. */
    @Override
    public void close() {
        ended = true;
        if (watch != null) {
            watch.close();
        }
        await(START);
    }
}

package org.ggscale.core.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.ggscale.core.engine.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * The life of this host process: one owner row, renewed again and again.
 *
 * <p>A process that finds its row expired was frozen: it drops everything it was doing and is reborn under another id. Until
 * it has found out, its own monotonic clock says so: what was claimed before is not sent any more.
 */
public final class HostLife {
    /** How long one renewal keeps an owner alive. */
    public static final Duration LIFE = Duration.ofSeconds(10);
    /** How often an owner is renewed. */
    public static final Duration BEAT = Duration.ofSeconds(3);

    private final Hosts hosts;
    private final NodeId node;
    private final StoreClock clock;
    private final Supplier<OwnerId> ids;
    private final Consumer<Signal> signals;
    private final LongSupplier nanoTime;
    private volatile Runnable dropAll = () -> {};
    private volatile @Nullable OwnerId owner;
    private volatile long renewedAt;

    /**
     * Creates a life that has not begun.
     *
     * @param nanoTime monotonic nanoseconds
     */
    public HostLife(
            Hosts hosts,
            NodeId node,
            StoreClock clock,
            Supplier<OwnerId> ids,
            Consumer<Signal> signals,
            LongSupplier nanoTime) {
        this.hosts = hosts;
        this.node = node;
        this.clock = clock;
        this.ids = ids;
        this.signals = signals;
        this.nanoTime = nanoTime;
    }

    /**
     * Sets what a rebirth begins with.
     *
     * @param action cancels the calls and forgets the claims of the owner that has died
     */
    public void onRebirth(Runnable action) {
        dropAll = action;
    }

    /** Returns the node this host belongs to. */
    public NodeId node() {
        return node;
    }

    /** Returns the id of an owner that is alive; the first call begins the life. */
    public synchronized OwnerId owner() {
        if (owner != null && isOver()) {
            beat();
        }
        OwnerId current = owner;
        return current == null ? begin() : current;
    }

    /** Renews the owner, or is reborn. */
    public synchronized void beat() {
        OwnerId current = owner;
        if (current == null) {
            begin();
            return;
        }
        Runnable renewed = renewal();
        switch (hosts.renew(current, LIFE)) {
            case Hosts.Renewal.Renewed(Instant now) -> {
                clock.anchor(now);
                renewed.run();
            }
            case Hosts.Renewal.Expired() -> rebirth();
        }
    }

    /**
     * Begins a renewal: the life is counted from here, as nobody knows how long its answer is under way.
     *
     * @return to be run once the store has said that the owner was renewed
     */
    public Runnable renewal() {
        long asked = nanoTime.getAsLong();
        return () -> renewedAt = asked;
    }

    /** Returns whether the owner may have expired: others may have taken its games, so nothing is sent for it. */
    public boolean isOver() {
        return nanoTime.getAsLong() - renewedAt >= LIFE.toNanos();
    }

    /** Drops everything this process was doing, and begins a new life: the owner's had ended. */
    public synchronized void rebirth() {
        dropAll.run();
        signals.accept(new Signal.Reborn(node, begin()));
    }

    /** Ends the life: what is left undone is free for recovery at once. */
    public synchronized void end() {
        OwnerId current = owner;
        if (current != null) {
            hosts.retire(current);
            owner = null;
        }
    }

    private OwnerId begin() {
        OwnerId next = ids.get();
        Runnable renewed = renewal();
        clock.anchor(hosts.enlist(next, node, LIFE));
        renewed.run();
        owner = next;
        return next;
    }
}

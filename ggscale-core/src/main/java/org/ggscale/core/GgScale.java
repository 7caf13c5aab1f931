package org.ggscale.core;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ThreadFactory;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.play.Play;
import org.ggscale.core.play.Rosters;
import org.ggscale.core.runtime.HostContext;
import org.ggscale.core.runtime.HostLife;
import org.ggscale.core.runtime.InstanceKeeper;
import org.ggscale.core.runtime.Registrar;
import org.ggscale.core.runtime.Signal;
import org.ggscale.core.runtime.Stopper;
import org.ggscale.core.turn.ThreadTicker;
import org.ggscale.core.turn.Ticker;
import org.ggscale.core.turn.TurnScheduler;

/**
 * The game backend, embedded.
 *
 * <pre>{@code
 * try (var ggscale = GgScale.builder().engine("chess", game -> new ChessGame()).build()) {
 *     ggscale.start();
 *     ...
 * }
 * }</pre>
 *
 * <p>Nothing runs before {@link #start}: no thread, no I/O. {@link #close} drains and closes only what this object opened.
 */
public final class GgScale implements AutoCloseable {
    private static final Duration RECOVERY_INTERVAL = Duration.ofSeconds(1);

    private final Storage storage;
    private final HostContext host;
    private final Registrar registrar;
    private final Stopper stopper;
    private final Play play;
    private final Rosters rosters;
    private final TurnScheduler turns;
    private final InstanceKeeper keeper;
    private final Ticker ticker;
    private final ThreadFactory threads;
    private final Duration shutdownTimeout;
    private final boolean ownsStorage;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private long rounds;

    GgScale(GgScaleBuilder.Parts parts) {
        storage = parts.storage();
        host = parts.host();
        registrar = parts.registrar();
        stopper = parts.stopper();
        play = parts.play();
        rosters = parts.rosters();
        turns = parts.turns();
        keeper = parts.keeper();
        ticker = parts.ticker();
        threads = parts.threads();
        shutdownTimeout = parts.shutdownTimeout();
        ownsStorage = parts.ownsStorage();
    }

    /** Returns a builder whose every part has a default: stores in memory, no engines. */
    public static GgScaleBuilder builder() {
        return new GgScaleBuilder();
    }

    /**
     * Begins to play turns.
     *
     * @throws UnavailableException when the store does not answer; then nothing was started
     */
    public synchronized void start() {
        host.owner();
        keeper.reconcile();
        turns.start();
        opened.push(keeper.watch());
        opened.push(new ThreadTicker(threads).start(this::keepHouse));
        opened.push(() -> turns.drain(shutdownTimeout));
        opened.push(ticker.start(turns::tick));
    }

    private Duration keepHouse() {
        if (++rounds % (HostLife.BEAT.toSeconds() / RECOVERY_INTERVAL.toSeconds()) == 0) {
            duty("renewal of this host", host.life()::beat);
        }
        duty("recovery", turns::recover);
        return RECOVERY_INTERVAL;
    }

    private void duty(String name, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            host.signal(new Signal.DutyFailed(name, e));
        }
    }

    /** Returns the stores. */
    public Storage storage() {
        return storage;
    }

    /** Returns what registers games. */
    public Registrar registrar() {
        return registrar;
    }

    /** Returns what stops games. */
    public Stopper stopper() {
        return stopper;
    }

    /** Returns what passes players' calls to engines. */
    public Play play() {
        return play;
    }

    /** Returns what plays turns. */
    public TurnScheduler turns() {
        return turns;
    }

    /** Forgets what is cached of a game's memberships. */
    public void invalidateMemberships(GameKey key) {
        rosters.invalidate(key);
    }

    /** Returns what the use cases of this process share. */
    public HostContext host() {
        return host;
    }

    /** Ends the work in hand, leaves the rest to recovery at once, and closes what this object opened. */
    @Override
    public synchronized void close() {
        while (!opened.isEmpty()) {
            close(opened.pop());
        }
        duty("retirement of this host", host.life()::end);
        if (ownsStorage) {
            storage.close();
        }
    }

    private void close(AutoCloseable each) {
        try {
            each.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            host.signal(new Signal.DutyFailed("close", new IllegalStateException(e)));
        }
    }
}

package org.ggscale.core;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.play.MembershipDesk;
import org.ggscale.core.play.Play;
import org.ggscale.core.play.Rosters;
import org.ggscale.core.runtime.Banisher;
import org.ggscale.core.runtime.EngineProbes;
import org.ggscale.core.runtime.HostContext;
import org.ggscale.core.runtime.HostLife;
import org.ggscale.core.runtime.Housekeeping;
import org.ggscale.core.runtime.InstanceKeeper;
import org.ggscale.core.runtime.Pauser;
import org.ggscale.core.runtime.Registrar;
import org.ggscale.core.runtime.Signal;
import org.ggscale.core.runtime.Stopper;
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
    /** Less than a second, so that what another host has stored is felt within one. */
    private static final Duration LONGEST_REST = Duration.ofMillis(900);

    private final Storage storage;
    private final HostContext host;
    private final Registrar registrar;
    private final Stopper stopper;
    private final Pauser pauser;
    private final Banisher banisher;
    private final Play play;
    private final Rosters rosters;
    private final MembershipDesk memberships;
    private final TurnScheduler turns;
    private final InstanceKeeper keeper;
    private final EngineProbes probes;
    private final Housekeeping housekeeping;
    private final Ticker ticker;
    private final Duration shutdownTimeout;
    private final boolean ownsStorage;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    GgScale(GgScaleBuilder.Parts parts) {
        storage = parts.storage();
        host = parts.host();
        registrar = parts.registrar();
        stopper = parts.stopper();
        pauser = parts.pauser();
        banisher = parts.banisher();
        play = parts.play();
        rosters = parts.rosters();
        memberships = parts.memberships();
        turns = parts.turns();
        keeper = parts.keeper();
        probes = parts.probes();
        housekeeping = parts.housekeeping();
        ticker = parts.ticker();
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
        opened.push(keeper);
        keeper.start();
        turns.start();
        opened.push(housekeeping);
        opened.push(probes);
        opened.push(probes.watch());
        opened.push(this::drain);
        opened.push(ticker.start(this::tick));
    }

    /** Keeps house, probes engines, keeps this host alive, plays what is due and takes up what was abandoned. */
    private Duration tick() {
        housekeeping.tick();
        probes.tick();
        keeper.tick();
        Duration rest = turns.tick();
        return rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
    }

    /** Waits for turns in flight, alive all the while, so that nobody takes them over. */
    private void drain() throws InterruptedException {
        housekeeping.end();
        try {
            Duration left = shutdownTimeout;
            while (left.isPositive() && !turns.drain(shorter(left, HostLife.BEAT))) {
                left = left.minus(HostLife.BEAT);
                duty("renewal of this host", host.life()::beat);
            }
        } finally {
            turns.close();
        }
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
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

    /** Returns what pauses games. */
    public Pauser pauser() {
        return pauser;
    }

    /** Returns what takes races out of games. */
    public Banisher banisher() {
        return banisher;
    }

    /** Returns what passes players' calls to engines. */
    public Play play() {
        return play;
    }

    /** Returns what plays turns. */
    public TurnScheduler turns() {
        return turns;
    }

    /** Returns what keeps memberships, and tells every host of changes. */
    public MembershipDesk memberships() {
        return memberships;
    }

    /** Forgets what is cached of a game's memberships on this host alone; {@link #memberships()} tells every host. */
    public void invalidateMemberships(GameKey key) {
        rosters.invalidate(key);
        host.signal(new Signal.MembershipsInvalidated(key, Optional.empty()));
    }

    /** Returns how often memberships were asked for until now, and how often they were remembered. */
    public Rosters.Lookups membershipLookups() {
        return rosters.lookups();
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

package org.ggscale.core.turn;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;
import org.ggscale.core.Storage;
import org.ggscale.core.engine.EngineClient;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.engine.EngineLanes;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.play.Rosters;
import org.ggscale.core.runtime.EngineLauncher;
import org.ggscale.core.runtime.HostContext;
import org.ggscale.core.runtime.Registrar;
import org.ggscale.core.runtime.RuntimeRecords;

/**
 * Plays the turns of many games: on schedule, by force, and after faults.
 *
 * <p>One instance per process. Nothing runs before {@link #start}; {@link #tick} and {@link #recover} may be called by
 * whoever keeps the time.
 */
public final class TurnScheduler {
    private static final int COMMIT_LANES = 2;

    private final ThreadFactory threads;
    private final Flights flights;
    private final TurnCompleter completer;
    private final TurnTicker ticker;
    private final TurnForcer forcer;
    private final Restarter restarter;
    private final Recovery recovery;
    private volatile boolean started;

    /**
     * Wires a scheduler; it owns nothing that it was given.
     *
     * @param nanoTime monotonic nanoseconds
     */
    public TurnScheduler(
            Settings settings,
            Storage storage,
            Engines engines,
            Rosters rosters,
            Registrar registrar,
            HostContext host,
            LongSupplier nanoTime) {
        RuntimeRecords records = storage.runtimeRecords();
        flights = new Flights(settings.concurrency(), settings.threads());
        host.life().onRebirth(flights::dropAll);
        completer = new TurnCompleter(storage.turns(), host.signals());
        TurnTimeouts timeouts = new TurnTimeouts(storage.engineVersions(), settings.turnTimeout(), nanoTime);
        TurnWriter writer = new TurnWriter(records, completer, rosters, host);
        EngineLanes lanes = new EngineLanes(settings.concurrencyPerEngine());
        TurnCaller caller = new TurnCaller(engines.client(), lanes, timeouts, host);
        EngineLauncher launcher =
                new EngineLauncher(engines.instances(), storage.operationLog(), host, settings.startTimeout());
        EngineFence fence = new EngineFence(engines.instances(), launcher, writer, host);
        TurnReconciler reconciler =
                new TurnReconciler(engines.client(), fence, caller, writer, host, settings.callTimeout());
        TurnGenerator generator = new TurnGenerator(caller, reconciler, writer, completer, rosters);
        EngineRestarts restarts = new EngineRestarts(engines.instances(), fence, writer, host);
        EngineReturn engineReturn =
                new EngineReturn(engines.client(), restarts, reconciler, writer, records, host, settings.callTimeout());
        forcer = new TurnForcer(records, storage.operationLog(), generator, reconciler, timeouts, host);
        EngineComeback comeback =
                new EngineComeback(engines, launcher, fence, reconciler, writer, records, host, settings.callTimeout());
        restarter = new Restarter(storage, engines.instances(), comeback, fence, restarts, host);
        recovery = new Recovery(
                records,
                storage.turns(),
                reconciler,
                engineReturn,
                registrar,
                restarter,
                timeouts,
                flights,
                host,
                nanoTime);
        ticker = new TurnTicker(storage, recovery, generator, rosters, flights, host, settings.tickInterval());
        threads = settings.threads();
    }

    /** Starts the threads that commit turns. */
    public void start() {
        completer.start(threads, COMMIT_LANES);
        started = true;
    }

    private void requireStarted() {
        if (!started) {
            throw new IllegalStateException("start() has not been called");
        }
    }

    /**
     * Keeps this host alive, claims what is due and sends it on its way, and takes up work that dead hosts and silent engines
     * left behind; the turns are played on threads of their own. To be called once a second or more often.
     *
     * @return how long nothing is due, at most the tick interval
     */
    public Duration tick() {
        return ticker.tick();
    }

    /**
     * Looks once for work that dead hosts and silent engines left behind, and begins to finish it.
     *
     * @throws org.ggscale.core.UnavailableException when the store does not answer
     */
    public void recover() {
        recovery.scan();
    }

    /**
     * Plays a turn of a game now, or tries a failed one again, and waits for its end.
     *
     * @throws InterruptedException when interrupted while waiting; the turn goes on
     */
    public ForceOutcome force(GameKey key) throws InterruptedException {
        requireStarted();
        return forcer.force(key, flights);
    }

    /**
     * Brings the engine of a game up again at a new address and returns when its status was read; an external one is only
     * asked. The game goes on from there: a pending turn is reconciled, with one more call granted.
     *
     * @param move takes the game over from another node, where the state of engines is shared; the caller vouches that the
     *     other node is dead
     * @throws InterruptedException when interrupted while waiting; the restart goes on
     */
    public RestartOutcome restart(GameKey key, boolean move) throws InterruptedException {
        requireStarted();
        return restarter.restart(key, move, flights);
    }

    /**
     * Brings the engine of a game up again on a later patch of its version, with the state it has, and returns when its
     * status was read. If the new version does not answer, or stands at another turn, the previous one is put back.
     *
     * @throws InterruptedException when interrupted while waiting; the patch goes on
     */
    public PatchOutcome patch(GameKey key, SemanticVersion version) throws InterruptedException {
        requireStarted();
        return restarter.patch(key, version, flights);
    }

    /** Returns the games that this process works on now, registrations in progress among them. */
    public Set<GameKey> held() {
        return recovery.held();
    }

    /** Returns how many games are being worked on now. */
    public int inFlight() {
        return flights.size();
    }

    /**
     * Waits until no game is being worked on.
     *
     * @return whether that was so in time
     */
    public boolean awaitIdle(Duration atMost) throws InterruptedException {
        return flights.awaitIdle(atMost);
    }

    /**
     * Takes on no more turns, gives back what was not sent yet and waits for the rest.
     *
     * @return whether all turns have ended in time; it may be called again for those that have not
     */
    public boolean drain(Duration atMost) throws InterruptedException {
        return flights.drain(atMost);
    }

    /** Drops what is in hand, which is left to recovery, and ends the threads. */
    public void close() {
        flights.dropAll();
        completer.close();
    }

    /**
     * How much at once, and how long.
     *
     * @param concurrency turns in flight
     * @param concurrencyPerEngine turns in flight per engine host and port
     * @param turnTimeout of a whole turn call, where the engine version does not set its own
     * @param callTimeout of a status call
     * @param startTimeout until a started engine answers
     * @param tickInterval the longest rest of the ticker
     * @param threads makes the threads that wait: virtual ones, as a rule
     */
    public record Settings(
            int concurrency,
            int concurrencyPerEngine,
            Duration turnTimeout,
            Duration callTimeout,
            Duration startTimeout,
            Duration tickInterval,
            ThreadFactory threads) {}

    /** The two ports to engines. */
    public record Engines(EngineClient client, EngineInstances instances) {}
}

package org.ggscale.core.turn;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.Failure;
import org.ggscale.core.runtime.FailureCode;
import org.ggscale.core.runtime.HostContext;
import org.ggscale.core.runtime.Registrar;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecords;
import org.ggscale.core.runtime.RuntimeRecords.Change;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.runtime.Signal;

/** Takes up what dead hosts and silent engines left behind. */
final class Recovery {
    private static final int LIMIT = 200;
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration NODE_GRACE = Duration.ofSeconds(30);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final RuntimeRecords records;
    private final Turns turns;
    private final TurnReconciler reconciler;
    private final EngineReturn engineReturn;
    private final Registrar registrar;
    private final Restarter restarter;
    private final TurnTimeouts timeouts;
    private final Flights flights;
    private final HostContext host;
    private final LongSupplier nanoTime;
    private long lastLook;
    private final Map<GameKey, Pause> pauses = new ConcurrentHashMap<>();

    Recovery(
            RuntimeRecords records,
            Turns turns,
            TurnReconciler reconciler,
            EngineReturn engineReturn,
            Registrar registrar,
            Restarter restarter,
            TurnTimeouts timeouts,
            Flights flights,
            HostContext host,
            LongSupplier nanoTime) {
        this.records = records;
        this.turns = turns;
        this.reconciler = reconciler;
        this.engineReturn = engineReturn;
        this.registrar = registrar;
        this.restarter = restarter;
        this.timeouts = timeouts;
        this.flights = flights;
        this.host = host;
        this.nanoTime = nanoTime;
        lastLook = nanoTime.getAsLong() - INTERVAL.toNanos();
    }

    /** Looks for abandoned work, once a second at most. */
    void look() {
        long now = nanoTime.getAsLong();
        if (now - lastLook >= INTERVAL.toNanos()) {
            lastLook = now;
            scan();
        }
    }

    /** Looks once for abandoned work and begins to finish it, each game on its own thread. */
    void scan() {
        var scan = new Turns.Scan(host.owner(), host.node(), held(), timeouts.hostDefault(), GRACE, NODE_GRACE, LIMIT);
        Instant now = host.now();
        for (RuntimeRecord record : turns.recoverable(scan)) {
            if (host.elsewhere(record).isPresent()) {
                lost(record);
                continue;
            }
            switch (record.status()) {
                case STARTING -> launch(record, flight -> giveUp(record));
                case GENERATION_IN_PROGRESS ->
                    launch(record, flight -> reconciler.reconcile(record, null, TurnSource.RECOVERY, flight));
                case ENGINE_UNREACHABLE -> askAgain(record, now);
                case RUNNING, GENERATION_FAILED, STOPPED, FINISHED -> {
                    // Nobody has to do anything; the port does not hand these out.
                }
            }
        }
        pauses.values()
                .removeIf(pause ->
                        pause.until.plus(LONGEST_PAUSE).plus(LONGEST_PAUSE).isBefore(now));
    }

    /** Returns what this process works on; a registration in progress is in good hands, however long its engine takes. */
    Set<GameKey> held() {
        Set<GameKey> held = new HashSet<>(flights.held());
        held.addAll(registrar.inProgress());
        return held;
    }

    /** The node of a game is gone: nobody moves the game, but everybody shall see it. */
    private void lost(RuntimeRecord record) {
        Instant now = host.now();
        String message = "no host of node " + record.engine().node().orElseThrow() + " is alive";
        RuntimeRecord next = record.next(RuntimeStatus.ENGINE_UNREACHABLE, now)
                .owner(null)
                .engine(record.engine().with(EngineHealth.DISAPPEARED))
                .lastFailure(new Failure(FailureCode.NODE_LOST, message, now))
                .build();
        records.replace(new Change(record, next, List.of(TurnEvents.snapshot(next, now)), Optional.empty()));
        host.signal(new Signal.EngineChanged(record.key(), message));
    }

    /** A game that has run before was being restarted, any other registered. */
    private void giveUp(RuntimeRecord starting) {
        if (starting.startedAt().isPresent()) {
            restarter.giveUp(starting);
        } else {
            registrar.rollBackLost(starting);
        }
    }

    private void askAgain(RuntimeRecord record, Instant now) {
        Pause pause = pauses.getOrDefault(record.key(), Pause.NONE);
        if (pause.until.isAfter(now)) {
            return;
        }
        pauses.put(record.key(), pause.next(now));
        launch(record, flight -> {
            if (engineReturn.ask(record, flight)) {
                pauses.remove(record.key());
            }
        });
    }

    private void launch(RuntimeRecord record, Duty duty) {
        flights.launch(record.key(), flight -> {
            try {
                flight.send();
                host.signal(new Signal.TakenOver(record.key(), record.status()));
                duty.run(flight);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                host.signal(new Signal.BrokenOff(record.key(), e));
            }
        });
    }

    private interface Duty {
        void run(Flights.Flight flight) throws InterruptedException;
    }

    /** How long an unreachable engine is left alone: 1, 2, 4, at most 10 s. */
    private record Pause(Instant until, Duration length) {
        static final Pause NONE = new Pause(Instant.MIN, Duration.ofMillis(500));

        Pause next(Instant now) {
            Duration longer = length.multipliedBy(2);
            Duration bounded = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
            return new Pause(now.plus(bounded), bounded);
        }
    }
}

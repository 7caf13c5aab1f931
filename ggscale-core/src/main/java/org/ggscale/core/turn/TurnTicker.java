package org.ggscale.core.turn;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.ggscale.core.Storage;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.play.Rosters;
import org.ggscale.core.runtime.HostContext;
import org.ggscale.core.runtime.HostLife;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.Signal;
import org.ggscale.core.schedule.TurnSchedule;

/** Claims what is due and sends it on its way. */
final class TurnTicker {
    private static final int MAX_CLAIM = 1_000;
    /** How long a tick waits for a free slot, so that its caller gets round to its other duties. */
    private static final Duration PATIENCE = Duration.ofMillis(900);

    private final Storage storage;
    private final Recovery recovery;
    private final TurnGenerator generator;
    private final Rosters rosters;
    private final Flights flights;
    private final HostContext host;
    private final Duration interval;

    TurnTicker(
            Storage storage,
            Recovery recovery,
            TurnGenerator generator,
            Rosters rosters,
            Flights flights,
            HostContext host,
            Duration interval) {
        this.storage = storage;
        this.recovery = recovery;
        this.generator = generator;
        this.rosters = rosters;
        this.flights = flights;
        this.host = host;
        this.interval = interval;
    }

    /**
     * Keeps this host alive, claims one batch, as large as there is room for, and looks for abandoned work.
     *
     * @return how long nothing is due, at most the tick interval; zero when more may be due already
     */
    Duration tick() {
        try {
            int limit = Math.min(flights.awaitRoom(PATIENCE), MAX_CLAIM);
            Storage.Pulse.Alive pulse = pulse(limit);
            Turns.Claims claims = pulse.claims();
            host.clock().anchor(claims.now());
            rosters.follow(pulse.changes());
            launch(claims.claimed());
            skip(claims.skipping());
            if (pulse.unsettled()) {
                recovery.look();
            }
            boolean full = claims.claimed().size() + claims.skipping().size() == limit;
            return full ? Duration.ZERO : rest(claims);
        } catch (RuntimeException e) {
            host.signal(new Signal.DutyFailed("claim of due turns", e));
            return interval;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return interval;
        }
    }

    /** A host that was frozen past its life goes on under a new owner. */
    private Storage.Pulse.Alive pulse(int limit) {
        Storage.Pulse first = beat(limit);
        if (first instanceof Storage.Pulse.Expired) {
            host.life().rebirth();
        }
        return switch (first instanceof Storage.Pulse.Expired ? beat(limit) : first) {
            case Storage.Pulse.Alive alive -> alive;
            case Storage.Pulse.Expired() -> throw new IllegalStateException("this host died as it was born");
        };
    }

    private Storage.Pulse beat(int limit) {
        Storage.Beat beat = new Storage.Beat(host.owner(), host.node(), limit, HostLife.LIFE, rosters.cursor());
        Runnable renewed = host.life().renewal();
        Storage.Pulse pulse = storage.pulse(beat);
        if (pulse instanceof Storage.Pulse.Alive) {
            renewed.run();
        }
        return pulse;
    }

    private void launch(List<RuntimeRecord> claimed) {
        try {
            rosters.load(claimed.stream().map(RuntimeRecord::key).toList());
        } catch (UnavailableException e) {
            // Each turn loads its own before its engine is called, and is left to recovery if it cannot.
            host.signal(new Signal.DutyFailed("load of the rosters of due turns", e));
        }
        claimed.forEach(this::launch);
    }

    private void launch(RuntimeRecord claimed) {
        flights.launchNext(claimed.key(), flight -> {
            try {
                generator.generate(claimed, TurnSource.SCHEDULE, flight);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                host.signal(new Signal.BrokenOff(claimed.key(), e));
            }
        });
    }

    private void skip(List<RuntimeRecord> skipping) {
        if (skipping.isEmpty()) {
            return;
        }
        Instant now = host.now();
        storage.turns().skip(skipping.stream().map(record -> skip(record, now)).toList());
    }

    private static Turns.Skip skip(RuntimeRecord record, Instant now) {
        TurnSchedule.Advance advance =
                record.turnSchedule().advance(record.nextGenerationAt().orElseThrow(), now);
        return new Turns.Skip(record.key(), record.epoch(), advance.next(), advance.missed());
    }

    private Duration rest(Turns.Claims claims) {
        Duration untilDue =
                claims.nextDue().map(due -> Duration.between(host.now(), due)).orElse(interval);
        if (untilDue.isNegative()) {
            return Duration.ZERO;
        }
        return untilDue.compareTo(interval) < 0 ? untilDue : interval;
    }
}

package org.ggscale.core.turn;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.runtime.HostContext;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.Signal;
import org.ggscale.core.schedule.TurnSchedule;

/** Claims what is due and sends it on its way. */
final class TurnTicker {
    private static final int MAX_CLAIM = 1_000;

    private final Turns turns;
    private final TurnGenerator generator;
    private final Flights flights;
    private final HostContext host;
    private final Duration interval;

    TurnTicker(Turns turns, TurnGenerator generator, Flights flights, HostContext host, Duration interval) {
        this.turns = turns;
        this.generator = generator;
        this.flights = flights;
        this.host = host;
        this.interval = interval;
    }

    /**
     * Claims batches until nothing more is due or no slot is free.
     *
     * @return how long nothing is due, at most the tick interval
     */
    Duration tick() {
        try {
            int room = flights.awaitRoom(interval);
            while (room > 0) {
                int limit = Math.min(room, MAX_CLAIM);
                Turns.Claims claims = turns.claimDue(host.owner(), host.node(), limit);
                host.clock().anchor(claims.now());
                claims.claimed().forEach(this::launch);
                skip(claims.skipping());
                if (claims.claimed().size() + claims.skipping().size() < limit) {
                    return rest(claims);
                }
                room = flights.awaitRoom(interval);
            }
        } catch (UnavailableException e) {
            host.signal(new Signal.DutyFailed("claim of due turns", e));
            return interval;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Duration.ZERO;
    }

    private void launch(RuntimeRecord claimed) {
        flights.launch(claimed.key(), flight -> {
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
        turns.skip(skipping.stream().map(record -> skip(record, now)).toList());
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

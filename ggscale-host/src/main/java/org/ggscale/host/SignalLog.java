package org.ggscale.host;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.runtime.Signal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what the core signals into the log. */
final class SignalLog implements Consumer<Signal> {
    private static final Logger LOG = LoggerFactory.getLogger(SignalLog.class);
    private static final long SILENCE = Duration.ofMinutes(1).toNanos();
    private static final int MOST_SAID = 1_000;
    private static final int MOST_NAMED = 10;
    private static final int LONGEST_NAME = 128;

    private final Map<String, Long> said = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;

    /**
     * Creates a log.
     *
     * @param nanoTime monotonic nanoseconds
     */
    SignalLog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public void accept(Signal signal) {
        switch (signal) {
            case Signal.TurnCommitted turn ->
                LOG.debug(
                        "game {} turn {} {} in {} ms",
                        turn.key(),
                        turn.turn(),
                        turn.adopted() ? "adopted" : "committed",
                        turn.took().toMillis());
            case Signal.TurnInDoubt doubt ->
                LOG.warn("game {} turn {} is in doubt: {}", doubt.key(), doubt.target(), doubt.reason());
            case Signal.Parked parked ->
                LOG.warn(
                        "game {} is {}: {} ({})",
                        parked.key(),
                        parked.status().wireName(),
                        parked.failure().message(),
                        parked.failure().code().wireName());
            case Signal.Fenced fenced ->
                LOG.warn("game {} was taken over after epoch {}; this host lets go", fenced.key(), fenced.epoch());
            case Signal.RacesDoNotFit odd ->
                LOG.warn("game {}: the engine's races do not fit: {}", odd.key(), some(odd.races()));
            case Signal.TakenOver taken ->
                LOG.info(
                        "game {} was left {}; taking it up",
                        taken.key(),
                        taken.found().wireName());
            case Signal.BrokenOff broken -> warn(broken);
            case Signal.DutyFailed failed -> warn(failed);
            case Signal.Reborn reborn ->
                LOG.warn("this host was frozen past its life; it goes on as owner {}", reborn.owner());
            case Signal.EngineChanged changed -> LOG.info("game {}: {}", changed.key(), changed.what());
            case Signal.Reconciled reconciled ->
                LOG.info("game {}: its turn was reconciled: {}", reconciled.key(), reconciled.result());
            case Signal.MembershipsInvalidated invalidated -> warn(invalidated);
        }
    }

    /** An engine names as many as it likes, and as long ones. */
    private static String some(List<String> races) {
        String named = races.stream()
                .limit(MOST_NAMED)
                .map(race -> race.substring(0, Math.min(race.length(), LONGEST_NAME)))
                .collect(Collectors.joining(", "));
        return races.size() > MOST_NAMED ? named + " and " + (races.size() - MOST_NAMED) + " more" : named;
    }

    /** A backend that is away says so once for each game; anything else may be a defect, and shows where it came from. */
    private static void warn(Signal.BrokenOff broken) {
        if (broken.cause() instanceof UnavailableException away) {
            LOG.warn("game {}: work broke off, recovery will finish it: {}", broken.key(), cause(away));
        } else {
            LOG.warn("game {}: work broke off, recovery will finish it", broken.key(), broken.cause());
        }
    }

    /** What fails the same way again and again is said once a minute. */
    private void warn(Signal.DutyFailed failed) {
        String line = failed.duty() + " failed, trying again: " + cause(failed.cause());
        long now = nanoTime.getAsLong();
        Long before = said.get(line);
        if (before == null || now - before >= SILENCE) {
            if (said.size() >= MOST_SAID) {
                said.clear();
            }
            said.put(line, now);
            LOG.warn("{}", line);
        }
    }

    private static void warn(Signal.MembershipsInvalidated invalidated) {
        invalidated
                .failure()
                .ifPresent(failure -> LOG.warn(
                        "game {}: other hosts may remember its memberships until they expire: {}",
                        invalidated.key(),
                        cause(failure)));
    }

    private static String cause(Throwable cause) {
        Throwable deepest = cause;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return cause.equals(deepest) ? cause.toString() : cause + ", because " + deepest;
    }
}

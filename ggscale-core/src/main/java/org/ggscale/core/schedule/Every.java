package org.ggscale.core.schedule;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** A fixed distance between turns. */
record Every(Duration period) implements Recurrence {
    private static final int START = "@every ".length();
    private static final long MAX_MILLIS = Duration.ofDays(366).toMillis();
    private static final Map<String, Long> UNITS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

    /** Reads {@code @every } and a duration. */
    static Every parse(String text) {
        long millis = 0;
        int at = START;
        do {
            int unit = skip(text, at, '0', '9');
            int end = skip(text, unit, 'a', 'z');
            if (unit == at) {
                throw new InvalidScheduleException("@every needs numbers with units, such as 5s or 1h30m", at + 1);
            }
            Long factor = UNITS.get(text.substring(unit, end));
            if (factor == null) {
                throw new InvalidScheduleException("a unit of @every is ms, s, m, h or d", unit + 1);
            }
            millis = Math.min(MAX_MILLIS + 1, millis + amount(text.substring(at, unit)) * factor);
            at = end;
        } while (at < text.length());
        if (millis < 1_000 || millis > MAX_MILLIS) {
            throw new InvalidScheduleException("@every takes 1s to 366d", START + 1);
        }
        return new Every(Duration.ofMillis(millis));
    }

    private static int skip(String text, int from, char first, char last) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= first && text.charAt(at) <= last) {
            at++;
        }
        return at;
    }

    private static long amount(String digits) {
        return digits.chars().mapToLong(digit -> digit - '0').reduce(0, (a, b) -> Math.min(MAX_MILLIS + 1, a * 10 + b));
    }

    @Override
    public Optional<Instant> next(Instant after) {
        try {
            return Optional.of(origin(after).plus(period));
        } catch (DateTimeException beyondTheCalendar) {
            return Optional.empty();
        }
    }

    @Override
    public long count(Instant after, Instant until) {
        long due = Duration.between(origin(after), until).dividedBy(period);
        return Math.min(COUNT_LIMIT, due);
    }

    private Instant origin(Instant after) {
        return period.toMillisPart() == 0 ? after.truncatedTo(ChronoUnit.SECONDS) : after;
    }
}

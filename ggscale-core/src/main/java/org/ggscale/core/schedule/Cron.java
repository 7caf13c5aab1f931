package org.ggscale.core.schedule;

import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A compiled cron expression.
 *
 * <p>The library sees ranges and lists of numbers only, never what a user wrote.
 */
final class Cron implements Recurrence {
    private static final CronParser EITHER_DAY = new CronParser(fields().instance());
    private static final CronParser BOTH_DAYS =
            new CronParser(fields().matchDayOfWeekAndDayOfMonth().instance());

    private final ExecutionTime times;

    // Games of one expression are due together, so the last answer is mostly the next one too.
    private volatile Gap lastGap = new Gap(Instant.EPOCH, Optional.of(Instant.EPOCH));
    private volatile Count lastCount = new Count(Instant.EPOCH, Instant.EPOCH, 0);

    Cron(CronFields fields) {
        String expression = fields.canonical();
        try {
            times = ExecutionTime.forCron((fields.eitherDay() ? EITHER_DAY : BOTH_DAYS).parse(expression));
        } catch (RuntimeException unsupported) {
            throw new InvalidScheduleException("the expression is not supported: " + expression, 1);
        }
    }

    private static CronDefinitionBuilder fields() {
        return CronDefinitionBuilder.defineCron()
                .withMinutes()
                .withValidRange(0, 59)
                .and()
                .withHours()
                .withValidRange(0, 23)
                .and()
                .withDayOfMonth()
                .withValidRange(1, 31)
                .and()
                .withMonth()
                .withValidRange(1, 12)
                .and()
                .withDayOfWeek()
                .withValidRange(0, 7)
                .withMondayDoWValue(1)
                .withIntMapping(7, 0)
                .and();
    }

    @Override
    public Optional<Instant> next(Instant after) {
        Instant minute = after.truncatedTo(ChronoUnit.MINUTES);
        Gap gap = lastGap;
        if (!gap.holds(minute)) {
            gap = new Gap(minute, compute(minute));
            lastGap = gap;
        }
        return gap.end();
    }

    @Override
    public long count(Instant after, Instant until) {
        Instant last = until.truncatedTo(ChronoUnit.MINUTES);
        Count known = lastCount;
        if (!known.after().equals(after) || !known.until().equals(last)) {
            known = new Count(after, last, compute(after, last));
            lastCount = known;
        }
        return known.due();
    }

    private long compute(Instant after, Instant until) {
        long due = 0;
        Optional<Instant> time = next(after);
        while (due < COUNT_LIMIT && time.isPresent() && !time.get().isAfter(until)) {
            due++;
            time = compute(time.get());
        }
        return due;
    }

    private Optional<Instant> compute(Instant minute) {
        try {
            return times.nextExecution(ZonedDateTime.ofInstant(minute, ZoneOffset.UTC))
                    .map(ZonedDateTime::toInstant);
        } catch (RuntimeException beyondTheCalendar) {
            return Optional.empty();
        }
    }

    /** A time that is due or not, and the next one that is due. */
    private record Gap(Instant start, Optional<Instant> end) {
        boolean holds(Instant time) {
            return !time.isBefore(start) && end.isPresent() && time.isBefore(end.get());
        }
    }

    /** How many times are due after one and until another. */
    private record Count(Instant after, Instant until, long due) {}
}

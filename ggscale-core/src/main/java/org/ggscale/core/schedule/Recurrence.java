package org.ggscale.core.schedule;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The rule behind the text of a schedule. */
sealed interface Recurrence permits Cron, Every {
    /** The most due times that are counted. */
    long COUNT_LIMIT = 1_000;

    Map<String, String> NICKNAMES = Map.of(
            "@hourly", "0 * * * *",
            "@daily", "0 0 * * *",
            "@weekly", "0 0 * * 0",
            "@monthly", "0 0 1 * *",
            "@yearly", "0 0 1 1 *");

    /** Reads any of the forms. */
    static Recurrence parse(String text) {
        String nickname = NICKNAMES.get(text);
        if (nickname != null) {
            return CronReader.read(nickname);
        }
        if (text.startsWith("@every ")) {
            return Every.parse(text);
        }
        if (text.startsWith("@")) {
            throw new InvalidScheduleException(
                    "after @ comes every with a duration, hourly, daily, weekly, monthly or yearly", 1);
        }
        return CronReader.read(text);
    }

    /** Returns the first due time strictly after a time. */
    Optional<Instant> next(Instant after);

    /** Counts the due times after the first up to and including the second time, at most {@link #COUNT_LIMIT}. */
    long count(Instant after, Instant until);
}

package org.ggscale.core.schedule;

import java.time.Month;
import java.util.BitSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a cron expression says, field by field. */
record CronFields(Field minute, Field hour, Field dayOfMonth, Field month, Field dayOfWeek) {
    /** Refuses days that no month of the expression has. */
    CronFields {
        int first = dayOfMonth.values.nextSetBit(0);
        boolean never = month.values.stream()
                .allMatch(number -> first > Month.of(number).maxLength());
        if (never && !eitherDay(dayOfMonth, dayOfWeek)) {
            throw new InvalidScheduleException(
                    "the schedule never comes: these months have no day " + first, dayOfMonth.position);
        }
    }

    /** Returns whether a day matches day of month or day of week, rather than both. */
    boolean eitherDay() {
        return eitherDay(dayOfMonth, dayOfWeek);
    }

    private static boolean eitherDay(Field dayOfMonth, Field dayOfWeek) {
        return !dayOfMonth.starred && !dayOfWeek.starred;
    }

    /** Returns the expression in numbers, ranges and lists alone. */
    String canonical() {
        return Stream.of(minute, hour, dayOfMonth, month, dayOfWeek)
                .map(Field::canonical)
                .collect(Collectors.joining(" "));
    }

    /**
     * One field.
     *
     * @param position where it stands in the text, from 1
     * @param starred whether it begins with {@code *}
     * @param values at least one
     */
    record Field(int position, boolean starred, BitSet values) {
        private String canonical() {
            int low = values.nextSetBit(0);
            int high = values.length() - 1;
            int step = low == high ? 1 : values.nextSetBit(low + 1) - low;
            boolean even = values.stream().allMatch(value -> (value - low) % step == 0)
                    && values.cardinality() == (high - low) / step + 1;
            return even && low < high
                    ? low + "-" + high + "/" + step
                    : values.stream().mapToObj(Integer::toString).collect(Collectors.joining(","));
        }
    }
}

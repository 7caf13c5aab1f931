package org.ggscale.core.schedule;

import java.util.List;
import java.util.Locale;

/** A field of a cron expression, in the order of the text. */
enum CronField {
    MINUTE(0, 59, ""),
    HOUR(0, 23, ""),
    DAY_OF_MONTH(1, 31, ""),
    MONTH(1, 12, "jan feb mar apr may jun jul aug sep oct nov dec"),
    DAY_OF_WEEK(0, 6, "sun mon tue wed thu fri sat");

    final int min;
    final int max;
    private final String names;

    CronField(int min, int max, String names) {
        this.min = min;
        this.max = max;
        this.names = names;
    }

    /** Returns the value of a name in any case, or less than {@link #min}. */
    int named(String name) {
        return min + List.of(names.split(" ", -1)).indexOf(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

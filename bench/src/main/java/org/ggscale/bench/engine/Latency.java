package org.ggscale.bench.engine;

import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a turn takes: mostly between two bounds, short ones more often, and one of many exactly {@code slow}, at
 * its first call, and executed at the end of that.
 *
 * @param oneIn how rare the slow ones are; 0 for never
 */
record Latency(Duration shortest, Duration longest, Duration slow, int oneIn) {
    private static final Pattern FORM = Pattern.compile("(\\d+)\\.\\.(\\d+)(?:,(\\d+)/(\\d+))?");

    static final Latency NONE = new Latency(Duration.ZERO, Duration.ZERO, Duration.ZERO, 0);

    /** Reads {@code 5..400}, or {@code 5..400,12000/40} with one of 40 that takes 12 s; in milliseconds. */
    static Latency parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("a latency is MIN..MAX or MIN..MAX,SLOW/ONE_IN in ms, not " + text);
        }
        boolean slow = form.group(3) != null;
        return new Latency(
                Duration.ofMillis(Long.parseLong(form.group(1))),
                Duration.ofMillis(Long.parseLong(form.group(2))),
                Duration.ofMillis(slow ? Long.parseLong(form.group(3)) : 0),
                slow ? Integer.parseInt(form.group(4)) : 0);
    }

    /** @param again whether the turn was called for before; then it is not a slow one */
    Work draw(RandomGenerator random, boolean again) {
        if (oneIn > 0 && !again && random.nextInt(oneIn) == 0) {
            return new Work(slow, Duration.ZERO);
        }
        long nanos = nanos(random);
        long before = (long) (nanos * random.nextDouble());
        return new Work(Duration.ofNanos(before), Duration.ofNanos(nanos - before));
    }

    private long nanos(RandomGenerator random) {
        if (longest.isZero()) {
            return 0;
        }
        double shortNanos = Math.max(shortest.toNanos(), 1_000);
        double ratio = Math.max(longest.toNanos() / shortNanos, 1);
        return (long) (shortNanos * Math.pow(ratio, random.nextDouble()));
    }

    /** How long a turn takes until it is executed, and from then until it is answered. */
    record Work(Duration before, Duration after) {}
}

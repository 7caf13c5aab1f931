package org.ggscale.adapters.docker;

import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one engine may use.
 *
 * @param memory bytes; swap is none
 * @param nanoCpus a thousand millionth of a processor each
 * @param pids processes and threads
 */
record Limits(long memory, long nanoCpus, long pids) {
    private static final String CPU = "com.galaxy.cpu_quota";
    private static final String MEMORY = "com.galaxy.memory";
    private static final String PIDS = "com.galaxy.pids_limit";
    private static final Limits USUAL = new Limits(512L << 20, 1_000_000_000L, 512);
    /** Less is refused by Docker. */
    private static final long LEAST_MEMORY = 6L << 20;

    private static final Pattern SIZE = Pattern.compile("([0-9]{1,15})([bkmgBKMG]?)");
    private static final Pattern CPUS = Pattern.compile("[0-9]{1,4}(\\.[0-9]{1,9})?");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");

    /**
     * Reads what an image wants from its labels; what they leave out is as usual.
     *
     * @throws IllegalArgumentException when a label cannot be read; names it and what is allowed
     */
    static Limits wantedBy(Map<String, String> labels) {
        return new Limits(
                read(labels, MEMORY, USUAL.memory, "a size such as 512m, of 6m at least", Limits::size),
                read(labels, CPU, USUAL.nanoCpus, "a number such as 0.5, of 0.01 at least", Limits::cpus),
                read(labels, PIDS, USUAL.pids, "a whole number of 1 at least", Limits::count));
    }

    /** Returns these limits where they are lower, else the ceilings. */
    Limits within(Limits ceilings) {
        return new Limits(
                Math.min(memory, ceilings.memory),
                Math.min(nanoCpus, ceilings.nanoCpus),
                Math.min(pids, ceilings.pids));
    }

    private static long read(
            Map<String, String> labels, String label, long usual, String allowed, Function<String, Long> reader) {
        String text = labels.get(label);
        if (text == null) {
            return usual;
        }
        long value = reader.apply(text);
        if (value <= 0) {
            throw new IllegalArgumentException(
                    "the image's label " + label + " is \"" + text + "\", which is not " + allowed);
        }
        return value;
    }

    private static long size(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            return 0;
        }
        int shift = 10
                * "bkmg"
                        .indexOf((matcher.group(2) + "b")
                                .toLowerCase(java.util.Locale.ROOT)
                                .charAt(0));
        long number = Long.parseLong(matcher.group(1));
        long bytes = number > Long.MAX_VALUE >> shift ? Long.MAX_VALUE : number << shift;
        return bytes < LEAST_MEMORY ? 0 : bytes;
    }

    private static long cpus(String text) {
        if (!CPUS.matcher(text).matches()) {
            return 0;
        }
        long nano = new java.math.BigDecimal(text).movePointRight(9).longValue();
        return nano < 10_000_000 ? 0 : nano;
    }

    private static long count(String text) {
        return COUNT.matcher(text).matches() ? Long.parseLong(text) : 0;
    }
}

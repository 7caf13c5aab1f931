package org.ggscale.adapters.http.client;

import java.io.InterruptedIOException;
import java.time.Duration;

/** The moment by which a call has to end, in the time of {@link System#nanoTime()}. */
record Deadline(long nanoTime) {
    private static final Duration LONGEST = Duration.ofDays(1);

    static Deadline in(Duration timeout) {
        return new Deadline(System.nanoTime() + (timeout.compareTo(LONGEST) < 0 ? timeout : LONGEST).toNanos());
    }

    /** Returns the nanoseconds that are left, at least one. */
    long remaining() throws InterruptedIOException {
        long nanos = nanoTime - System.nanoTime();
        if (nanos <= 0) {
            throw new InterruptedIOException("timeout");
        }
        return nanos;
    }
}

package org.ggscale.core.turn;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How often one game's engine may be started again without an operator: at once, then no sooner than 1, 2, 4, 8 s after the start
 * before, and five times in ten minutes. Whoever then asks for more is refused until a new allowance is given. Safe for
 * many threads.
 */
final class StartAllowance {
    static final int MOST = 5;
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final Deque<Instant> starts = new ArrayDeque<>();
    private boolean spent;

    /** What may be done now. */
    enum Answer {
        /** It may be started; that counts. */
        START,
        /** The pause after the last start is not over. */
        LATER,
        /** It was started too often. */
        SPENT
    }

    synchronized Answer ask(Instant now) {
        if (spent) {
            return Answer.SPENT;
        }
        starts.removeIf(start -> start.isBefore(now.minus(WINDOW)));
        if (starts.size() >= MOST) {
            spent = true;
            return Answer.SPENT;
        }
        if (!starts.isEmpty() && now.isBefore(starts.getLast().plus(pause()))) {
            return Answer.LATER;
        }
        starts.addLast(now);
        return Answer.START;
    }

    /** Takes the last start back: nobody was there to do it. */
    synchronized void takeBack() {
        starts.pollLast();
    }

    private Duration pause() {
        return Duration.ofSeconds(1L << (starts.size() - 1));
    }
}

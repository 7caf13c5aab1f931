package org.ggscale.bench.chaos;

import java.time.Duration;
import java.util.Random;

/**
 * When a host is killed.
 *
 * @param delay from the moment every game moves, or for {@link Aim#EARLY} from the start of the process
 * @param after for {@link Aim#CALL}, from the beginning of the next turn call
 */
record Moment(Aim aim, Duration delay, Duration after) {
    /** What a kill aims at. */
    enum Aim {
        /** The time while a host starts or takes up what the last one left. */
        EARLY,
        /** A turn call that has just begun. */
        CALL,
        /** Any time. */
        ANY
    }

    /**
     * Draws a moment. No early one follows another: a turn that is cut off three times running is rightly given up.
     *
     * @param previous the moment before
     */
    static Moment draw(Random random, Aim previous) {
        int die = random.nextInt(10);
        int delay = random.nextInt(2_000);
        int early = random.nextInt(12_000);
        int after = random.nextInt(random.nextBoolean() ? 20 : 300);
        if (die < 2 && previous != Aim.EARLY) {
            return new Moment(Aim.EARLY, Duration.ofMillis(early), Duration.ZERO);
        }
        return new Moment(die < 7 ? Aim.CALL : Aim.ANY, Duration.ofMillis(delay), Duration.ofMillis(after));
    }

    @Override
    public String toString() {
        return switch (aim) {
            case EARLY -> delay.toMillis() + " ms after its start";
            case CALL -> after.toMillis() + " ms into a turn call";
            case ANY -> "at any time";
        };
    }
}

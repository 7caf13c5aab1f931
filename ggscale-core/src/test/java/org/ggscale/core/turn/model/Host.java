package org.ggscale.core.turn.model;

/**
 * What a host is about to do for the game.
 *
 * @param epoch under which it works
 * @param target the turn it works for
 * @param seen the engine's address; once it got an answer, the engine's turn
 */
record Host(Phase phase, int epoch, int target, int seen) {
    static final Host IDLE = new Host(Phase.IDLE, 0, 0, 0);
    static final Host DEAD = new Host(Phase.DEAD, 0, 0, 0);

    enum Phase {
        IDLE,
        DEAD,
        /** About to look at its claim again. */
        CLAIMED,
        /** About to send the call. */
        READY,
        /** Waiting for the answer. */
        SENT,
        /** In doubt, about to raise the epoch. */
        DOUBT,
        /** About to ask the engine, or to fence it. */
        RECOVER,
        /** About to recreate the engine at a new address. */
        FENCE,
        /** About to ask the fenced engine. */
        FENCED,
        /** About to bring the engine up again. */
        RESTART,
        /** About to ask the engine that was brought up again. */
        RESTARTED,
        /** About to commit. */
        GOT,
        /** About to record a failure. */
        FAIL,
        /** About to park a turn that does not fit. */
        PARK
    }

    boolean is(Phase wanted) {
        return phase == wanted;
    }

    Host to(Phase next) {
        return new Host(next, epoch, target, seen);
    }

    Host to(Phase next, int nextSeen) {
        return new Host(next, epoch, target, nextSeen);
    }
}

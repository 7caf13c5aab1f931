package org.ggscale.core.turn.model;

import java.util.List;
import java.util.Set;

/** Everything that can happen, one step at a time. */
interface Model<S> {
    S initial();

    /** Returns every step that may be next, in an order that does not change. */
    List<Step<S>> steps(S state);

    /** Returns what is wrong with a state, given its steps. */
    Set<Fault> faults(S state, List<Step<S>> steps);

    /** One thing that happens, and where it leads. */
    record Step<S>(String action, int host, S next) {
        @Override
        public String toString() {
            return action + host;
        }
    }

    /** What must never be. */
    enum Fault {
        /** The engine played more turns than were due: somebody lost a move. */
        DOUBLE,
        /** Nothing can move, and the game is still in progress. */
        STUCK,
        /** Nothing can move, and a due turn was not played. */
        LOST,
        /** A commit brought a stopped game back. */
        RESURRECT
    }
}

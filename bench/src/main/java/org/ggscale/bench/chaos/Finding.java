package org.ggscale.bench.chaos;

import java.util.UUID;

/** An invariant that broke, and how it shows. */
record Finding(Invariant invariant, UUID game, String what) {
    /** What must hold whatever is killed. */
    enum Invariant {
        DOUBLED,
        LOST,
        STUCK,
        FOREIGN,
        ORPHANED,
        UNEXPECTED_5XX
    }

    /** The game of findings that are about the whole host. */
    static final UUID NO_GAME = new UUID(0, 0);
}

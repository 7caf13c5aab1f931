package org.ggscale.bench.chaos;

import java.util.Locale;
import java.util.Optional;

/** How far a start had come when its host was killed, by what was left. */
enum Window {
    /** No record, or one that had not been touched yet. */
    UNTOLD,
    /** The record has a token that no container carries. */
    TOKEN_ALONE,
    /** A container was created, and not started. */
    CREATED,
    /** A container runs, and the record does not know its id. */
    UNRECORDED,
    /** The record knows the container. */
    RECORDED;

    static Window of(Optional<Placement> placement, Optional<Boxes.Box> found) {
        if (placement.isEmpty()) {
            return UNTOLD;
        }
        Optional<Boxes.Box> own = found.filter(placement.get()::names);
        if (own.isEmpty()) {
            return TOKEN_ALONE;
        }
        if (own.get().state().equals("created")) {
            return CREATED;
        }
        boolean recorded = placement.get().container().equals(own.map(Boxes.Box::id))
                && !placement.get().status().equals("starting");
        return recorded ? RECORDED : UNRECORDED;
    }

    /** Returns its name in reports. */
    String label() {
        return "left_" + name().toLowerCase(Locale.ROOT);
    }
}

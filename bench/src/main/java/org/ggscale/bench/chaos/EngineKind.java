package org.ggscale.bench.chaos;

import java.util.Locale;
import org.ggscale.bench.engine.Promises;

/** The kinds of engines that react differently to a host's death. */
enum EngineKind {
    PLAIN_EXTERNAL(true, false),
    CONDITIONAL_EXTERNAL(true, true),
    CONDITIONAL_CHILD(false, true),
    PLAIN_CHILD(false, false);

    private final boolean external;
    private final boolean conditional;

    EngineKind(boolean external, boolean conditional) {
        this.external = external;
        this.conditional = conditional;
    }

    /** Returns whether the engine lives outside the host's reach. */
    boolean external() {
        return external;
    }

    Promises promises() {
        return new Promises(conditional, true);
    }

    /** Returns whether the platform can make sure by itself that a late call does nothing. */
    boolean canBeFenced() {
        return !external || conditional;
    }

    /** Returns the version its engines are registered with. */
    String version() {
        return conditional ? "1.0.0" : "2.0.0";
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

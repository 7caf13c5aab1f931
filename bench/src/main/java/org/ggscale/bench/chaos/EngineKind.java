package org.ggscale.bench.chaos;

import java.util.Locale;
import org.ggscale.bench.engine.Promises;

/** The kinds of engines that react differently to a host's death. */
enum EngineKind {
    PLAIN_EXTERNAL(Home.OUTSIDE, false),
    CONDITIONAL_EXTERNAL(Home.OUTSIDE, true),
    CONDITIONAL_CHILD(Home.PROCESS, true),
    PLAIN_CHILD(Home.PROCESS, false),
    CONDITIONAL_CONTAINER(Home.CONTAINER, true),
    PLAIN_CONTAINER(Home.CONTAINER, false);

    private final Home home;
    private final boolean conditional;

    EngineKind(Home home, boolean conditional) {
        this.home = home;
        this.conditional = conditional;
    }

    /** Where an engine lives. */
    private enum Home {
        OUTSIDE,
        PROCESS,
        CONTAINER
    }

    /** Returns whether the engine lives outside the host's reach. */
    boolean external() {
        return home == Home.OUTSIDE;
    }

    /** Returns whether the host starts the engine in a container. */
    boolean contained() {
        return home == Home.CONTAINER;
    }

    Promises promises() {
        return new Promises(conditional, true);
    }

    /** Returns whether the platform can make sure by itself that a late call does nothing. */
    boolean canBeFenced() {
        return !external() || conditional;
    }

    /** Returns the version its engines are registered with. */
    String version() {
        return (conditional ? "1" : "2") + (contained() ? ".1.0" : ".0.0");
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

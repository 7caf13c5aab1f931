package org.ggscale.core.turn.model;

import java.util.Comparator;

/** A call of the engine on its way; it outlives its sender. */
record Call(int host, int epoch, int target, int address) {
    static final Comparator<Call> ORDER = Comparator.comparingInt(Call::host)
            .thenComparingInt(Call::epoch)
            .thenComparingInt(Call::target)
            .thenComparingInt(Call::address);
}

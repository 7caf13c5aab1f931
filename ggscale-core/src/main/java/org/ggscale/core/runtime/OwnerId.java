package org.ggscale.core.runtime;

import java.util.UUID;

/** One start of one host process; a process that was frozen past its life takes a new one. */
public record OwnerId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}

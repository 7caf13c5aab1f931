package org.ggscale.host;

import org.jspecify.annotations.Nullable;

/** The host cannot start; the message is one sentence that says what stands in the way and what to set. */
public final class StartException extends RuntimeException {
    StartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

package org.ggscale.adapters.http.client;

import java.io.IOException;

/** A kept connection turned out to be unusable before anything of a request was written to it. */
final class StaleConnectionException extends IOException {
    StaleConnectionException() {
        super("the engine closed the connection while it was idle");
    }
}

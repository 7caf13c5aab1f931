package org.ggscale.host;

/** The demo cannot go on; the message says what the host answered. */
final class DemoException extends RuntimeException {
    DemoException(String message) {
        super(message);
    }
}

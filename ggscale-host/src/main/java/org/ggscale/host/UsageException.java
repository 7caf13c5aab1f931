package org.ggscale.host;

/** A command line that cannot be understood; the message says what is wrong. */
final class UsageException extends RuntimeException {
    UsageException(String message) {
        super(message);
    }
}

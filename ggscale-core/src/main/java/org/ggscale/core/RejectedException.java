package org.ggscale.core;

/** A store answered and refused: nothing of the call was written, and repeating it would be refused again. */
public final class RejectedException extends RuntimeException {
    /** Says what was refused and why. */
    public RejectedException(String message) {
        super(message);
    }

    /**
     * Describes the refusal.
     *
     * @param message what was refused and why
     * @param cause the vendor's exception
     */
    public RejectedException(String message, Throwable cause) {
        super(message, cause);
    }
}

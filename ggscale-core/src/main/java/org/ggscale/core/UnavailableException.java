package org.ggscale.core;

/**
 * A backend that a port needs could not be reached in time, or is over capacity.
 *
 * <p>The call may or may not have taken effect: a lost answer of a store is read back before anything is repeated.
 */
public final class UnavailableException extends RuntimeException {
    private final String backend;

    /**
     * Names the backend that did not answer.
     *
     * @param backend short name such as {@code postgres}
     * @param message what was attempted and what came back
     * @param cause the vendor's exception
     */
    public UnavailableException(String backend, String message, Throwable cause) {
        super(message, cause);
        this.backend = backend;
    }

    /** Returns the short name of the backend, such as {@code postgres}. */
    public String backend() {
        return backend;
    }
}

package org.ggscale.adapters.docker;

/** The daemon answered, and said no. */
final class RefusedException extends RuntimeException {
    private final int status;

    /**
     * Says what was refused.
     *
     * @param status of HTTP
     * @param message the daemon's own
     */
    RefusedException(int status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    boolean notFound() {
        return status == 404;
    }

    /** A container that is being removed already, a name that is taken, a network that is used. */
    boolean conflict() {
        return status == 409 || status == 403;
    }
}

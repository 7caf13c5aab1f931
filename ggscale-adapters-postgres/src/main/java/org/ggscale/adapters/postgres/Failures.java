package org.ggscale.adapters.postgres;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.stream.Stream;
import org.ggscale.core.RejectedException;
import org.ggscale.core.UnavailableException;
import org.jspecify.annotations.Nullable;

/** Tells a backend that is away from a backend that refuses: the one place that reads the driver's errors. */
final class Failures {
    static final String BACKEND = "postgres";

    /**
     * Classes of SQLSTATE that pass by themselves, or with an operator's help, whatever the statement says: connection,
     * authorisation, unknown database, serialisation and deadlock, resources and disk, intervention, I/O.
     */
    private static final Set<String> AWAY = Set.of("08", "28", "3D", "40", "53", "57", "58");
    /** Read-only transaction, as on a standby; lock not available. */
    private static final Set<String> AWAY_FOR_NOW = Set.of("25006", "55P03");

    private Failures() {}

    /** Returns the core's exception for what the driver, the pool or a library above them threw. */
    static RuntimeException translate(String attempted, Throwable failure) {
        SQLException cause = sqlException(failure);
        if (cause == null) {
            return failure instanceof RuntimeException unexpected ? unexpected : new IllegalStateException(failure);
        }
        String message = attempted + ": " + reason(cause);
        return isAway(cause)
                ? new UnavailableException(BACKEND, message, failure)
                : new RejectedException(message, failure);
    }

    /** Returns the SQLSTATE of a failure, empty when there is none. */
    static String state(Throwable failure) {
        SQLException cause = sqlException(failure);
        return cause == null || cause.getSQLState() == null ? "" : cause.getSQLState();
    }

    /** Pools throw without a state of their own. */
    private static boolean isAway(SQLException cause) {
        String state = cause.getSQLState();
        return state == null
                || cause instanceof SQLTransientConnectionException
                || AWAY.contains(state.substring(0, Math.min(2, state.length())))
                || AWAY_FOR_NOW.contains(state);
    }

    private static @Nullable SQLException sqlException(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(16)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .findFirst()
                .orElse(null);
    }

    /** Returns the first line of the driver's message, which pools hide below theirs. */
    private static String reason(SQLException cause) {
        String own = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return cause.getCause() instanceof SQLException below ? own + " " + reason(below) : own;
    }
}

package org.ggscale.adapters.http.server;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Watches the requests of a listener, for metrics and traces; called on the working threads, so it has to be quick. */
@FunctionalInterface
public interface RequestObserver {
    /**
     * A request has come; called on the thread that will handle it, before anything is done for it.
     *
     * @param headers the values of a header by its name, none when it is missing
     */
    Observation begin(Function<String, List<String>> headers);

    /** What is observed of one request. */
    interface Observation {
        /** The thread that handled the request is done with it; called on that thread. */
        default void handled() {}

        /** The answer was sent, or has failed; called on any thread, perhaps before {@link #handled}. */
        void ended(Ending ending);
    }

    /**
     * How a request ended.
     *
     * @param operation the operation id; {@code none} when no route was found or allowed
     * @param status what was answered
     * @param broken whether the connection ended before the answer did
     * @param took from the first byte of the request to the last of the answer
     */
    record Ending(String operation, int status, boolean broken, Duration took) {}

    /** Watches nothing. */
    static RequestObserver none() {
        return headers -> ending -> {};
    }

    /** Returns an observer that tells this one first, and the other one within. */
    default RequestObserver andThen(RequestObserver other) {
        return headers -> {
            Observation outer = begin(headers);
            Observation inner = other.begin(headers);
            return new Observation() {
                @Override
                public void handled() {
                    inner.handled();
                    outer.handled();
                }

                @Override
                public void ended(Ending ending) {
                    inner.ended(ending);
                    outer.ended(ending);
                }
            };
        };
    }
}

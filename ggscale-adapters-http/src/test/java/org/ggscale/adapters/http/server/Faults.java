package org.ggscale.adapters.http.server;

import java.util.function.Function;
import java.util.function.Predicate;
import org.ggscale.core.UnavailableException;
import org.ggscale.testkit.Failpoints;

/** What goes wrong behind the listener, as a test says: nothing at first. */
final class Faults {
    /** Passed by every call to a store or a backend of instances that is wrapped. */
    final Failpoints points = Failpoints.when(point -> this.where.test(point), point -> this.fault.apply(point));

    private volatile Predicate<String> where = point -> false;
    private volatile Function<String, RuntimeException> fault = Faults::unavailable;

    /** Fails the points whose names match with an exception made of the name. */
    void fail(Predicate<String> points, Function<String, RuntimeException> with) {
        fault = with;
        where = points;
    }

    /** Fails every call to this port before anything happens. */
    void down(String port) {
        fail(point -> point.contains(port + ".") && point.endsWith(", before"), Faults::unavailable);
    }

    void heal() {
        where = point -> false;
    }

    static UnavailableException unavailable(String point) {
        return unavailable("postgres", point);
    }

    static UnavailableException unavailable(String backend, String point) {
        return new UnavailableException(backend, point, new IllegalStateException(point));
    }
}

package org.ggscale.testkit.twins;

import java.util.function.UnaryOperator;

/**
 * An adapter with a fault.
 *
 * @param fault what it does wrong
 * @param around makes it of a good adapter
 */
record Twin<T>(String fault, UnaryOperator<T> around) {
    @Override
    public String toString() {
        return fault;
    }
}

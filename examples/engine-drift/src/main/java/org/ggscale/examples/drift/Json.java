package org.ggscale.examples.drift;

import java.util.List;
import java.util.Map;

/** A JSON value that was read. */
sealed interface Json {
    /** An object. */
    record Fields(Map<String, Json> members) implements Json {
        /** Returns a member, {@link Nothing} when it is absent. */
        Json member(String name) {
            return members.getOrDefault(name, new Nothing());
        }
    }

    /** An array. */
    record Items(List<Json> items) implements Json {}

    /** A string. */
    record Text(String value) implements Json {}

    /** A number as it is written, since {@code 1e400} and 30 digits are JSON too. */
    record Numeral(String literal) implements Json {}

    /** True or false. */
    record Truth(boolean value) implements Json {}

    /** Null, or a member that is absent. */
    record Nothing() implements Json {}
}

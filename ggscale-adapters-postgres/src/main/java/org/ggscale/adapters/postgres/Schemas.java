package org.ggscale.adapters.postgres;

import java.util.regex.Pattern;

/** Names of schemas, which are written into statements as they are. */
final class Schemas {
    static final String DEFAULT = "ggscale";
    private static final Pattern FORM = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    private Schemas() {}

    static String check(String name) {
        if (!FORM.matcher(name).matches() || name.startsWith("pg_")) {
            throw new IllegalArgumentException(
                    "a schema (search_path) is one name of up to 63 characters a-z 0-9 _, not beginning with a digit or pg_");
        }
        return name;
    }
}

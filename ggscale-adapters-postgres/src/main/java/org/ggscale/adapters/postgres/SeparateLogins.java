package org.ggscale.adapters.postgres;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What DSNs tell of separate logins before any of them is used. */
final class SeparateLogins {
    private static final List<String> GUESSED =
            List.of("...", "admin", "changeit", "change-me", "changeme", "ggscale", "password", "postgres", "secret");

    private SeparateLogins() {}

    /**
     * Compares the logins; connections of an embedder do not tell theirs.
     *
     * @throws IllegalArgumentException naming the login that serves twice, or whose password is no secret
     */
    static void check(Login requests, @Nullable Login workers, @Nullable Login migrations) {
        Map<String, String> purposes = new LinkedHashMap<>();
        check(requests, "requests", purposes);
        check(workers, "workers", purposes);
        check(migrations, "migrations", purposes);
    }

    private static void check(@Nullable Login login, String purpose, Map<String, String> purposes) {
        if (!(login instanceof Login.Address(Dsn dsn))) {
            return;
        }
        String other = purposes.put(dsn.user(), purpose);
        if (other != null) {
            throw new IllegalArgumentException("the login " + dsn.user() + " is for " + other + " and for " + purpose
                    + ", each of which has its own");
        }
        String password = dsn.password().toLowerCase(Locale.ROOT);
        if (password.equals(dsn.user().toLowerCase(Locale.ROOT)) || GUESSED.contains(password)) {
            throw new IllegalArgumentException("the login " + dsn.user() + " has a password that anybody would guess");
        }
    }
}

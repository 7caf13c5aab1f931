package org.ggscale.adapters.postgres;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ggscale.core.RejectedException;
import org.ggscale.core.UnavailableException;

/**
 * The three logins of a database, each as a DSN that holds its password.
 *
 * @param requests of {@code ggscale_app}
 * @param workers of {@code ggscale_worker}
 * @param migrations of {@code ggscale_migrator}
 * @param renewed the roles that were there before; their old passwords are void
 */
public record PostgresLogins(String requests, String workers, String migrations, List<String> renewed) {
    private static final int LONGEST_NAME = 63;

    /** Copies. */
    public PostgresLogins {
        renewed = List.copyOf(renewed);
    }

    /**
     * Makes what is missing of the database and the three roles, and gives each role a new random password.
     *
     * <p>What exists stays: a database with all that is in it, roles with what they are granted, hosts that are connected.
     * Passwords cannot be read back, so each call makes new ones; the server gets, and may log, only what it verifies them
     * with. The roles belong to the whole server, so a second database takes new passwords for the first one too.
     *
     * @param administrator the DSN of a superuser, or of a login with CREATEROLE and CREATEDB, to any database of the server
     * @param database a name as {@link #checkDatabase} allows it
     * @throws IllegalArgumentException naming what is wrong with the DSN, never its password
     * @throws UnavailableException when the server does not answer, or does not let the administrator in
     * @throws RejectedException naming the right that is missing, or what makes a role of that name unsafe; no password has
     *     changed then
     */
    public static PostgresLogins create(String administrator, String database) {
        return CreateLogins.run(Dsn.parse(administrator), checkDatabase(database));
    }

    /**
     * Returns the name if a database can be called so: 1 to 63 bytes of UTF-8, no control character, no template.
     *
     * @throws IllegalArgumentException otherwise
     */
    public static String checkDatabase(String name) {
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        if (length < 1 || length > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a database has a name of 1 to 63 bytes without control characters");
        }
        if (name.equals("template0") || name.equals("template1")) {
            throw new IllegalArgumentException(name + " is what the server copies new databases from");
        }
        return name;
    }

    /** Returns no password. */
    @Override
    public String toString() {
        return "PostgresLogins[renewed=" + renewed + "]";
    }
}

package org.ggscale.adapters.postgres;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where a PostgreSQL server is and who logs in, read from {@code postgres://user:password@host:port/database?...} or
 * {@code jdbc:postgresql://host:port/database?user=...}.
 *
 * <p>What is refused is named without quoting anything that could hold the password.
 */
final class Dsn {
    private static final String FORMS = "a DSN is postgres://user:password@host:port/database?sslmode=... "
            + "or jdbc:postgresql://host:port/database?user=...&password=...";
    private static final Pattern FORM = Pattern.compile(
            "(?<scheme>postgres|postgresql|jdbc:postgresql)://((?<login>[^/]*)@)?(?<hosts>[^/@?#]*)/(?<database>[^?#]*)"
                    + "(\\?(?<query>[^#]*))?");
    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:(?<port>[0-9]{1,5}))?");

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,4}");

    /** What libpq calls differently. */
    private static final Map<String, String> DRIVER_NAMES = Map.of(
            "connect_timeout", "connectTimeout",
            "application_name", "ApplicationName",
            "currentSchema", "search_path");

    private static final List<String> SSL_MODES =
            List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");
    private static final List<String> OURS = List.of("preferQueryMode", "stringtype", "autosave", "readOnly");

    /** How a server is reached, whoever logs in. */
    private static final List<String> WAY = List.of(
            "ssl", "sslmode", "sslrootcert", "sslNegotiation", "channelBinding", "gssEncMode", "targetServerType");

    private final String hosts;
    private final String database;
    private final Map<String, String> properties;

    private Dsn(String hosts, String database, Map<String, String> properties) {
        this.hosts = hosts;
        this.database = database;
        this.properties = properties;
    }

    /**
     * Reads either form.
     *
     * @throws IllegalArgumentException naming what is wrong and what is allowed
     */
    static Dsn parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException(FORMS);
        }
        for (String host : form.group("hosts").split(",", -1)) {
            checkHost(host);
        }
        if (form.group("database").isEmpty()) {
            throw refused("it names no database");
        }
        Map<String, String> properties = new LinkedHashMap<>();
        readLogin(form, properties);
        readQuery(form.group("query"), properties);
        if (!properties.containsKey("user")) {
            throw refused("it names no user");
        }
        return new Dsn(form.group("hosts"), decode(form.group("database")), properties);
    }

    private static void checkHost(String text) {
        Matcher host = HOST.matcher(text);
        if (!host.matches()) {
            throw refused(
                    "its host is none; characters such as @ / : ? # % in a password are written %40 %2F %3A %3F %23 %25");
        }
        String port = host.group("port");
        if (port != null && (Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65_535)) {
            throw refused("its port is not 1 to 65535");
        }
    }

    private static void readLogin(Matcher form, Map<String, String> properties) {
        String login = form.group("login");
        if (login == null) {
            return;
        }
        if (form.group("scheme").startsWith("jdbc:")) {
            throw refused("a jdbc URL takes the login as ?user=...&password=...");
        }
        int colon = login.indexOf(':');
        properties.put("user", decode(colon < 0 ? login : login.substring(0, colon)));
        if (colon >= 0) {
            properties.put("password", decode(login.substring(colon + 1)));
        }
    }

    private static void readQuery(String query, Map<String, String> properties) {
        if (query == null || query.isEmpty()) {
            return;
        }
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals < 1) {
                throw refused("its parameters are name=value with & between");
            }
            String name = parameter.substring(0, equals);
            properties.put(
                    check(DRIVER_NAMES.getOrDefault(name, name), decode(parameter.substring(equals + 1))),
                    decode(parameter.substring(equals + 1)));
        }
    }

    private static String check(String name, String value) {
        if (OURS.contains(name)) {
            throw refused("its parameter " + name + " is not free to choose");
        }
        if (!name.equals("search_path") && PGProperty.forName(name) == null) {
            throw refused("the driver has no parameter " + shorten(name));
        }
        if (name.equals("sslmode") && !SSL_MODES.contains(value)) {
            throw refused("sslmode is one of " + String.join(", ", SSL_MODES));
        }
        if (name.equals("search_path")) {
            Schemas.check(value);
        }
        return name;
    }

    private static IllegalArgumentException refused(String why) {
        return new IllegalArgumentException(FORMS + ": " + why);
    }

    private static String shorten(String name) {
        return name.length() > 40 ? name.substring(0, 40) + "..." : name;
    }

    /** Decodes percent escapes; a plus is a plus. */
    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw refused("it has a % that is no escape; a % in a password is written %25");
        }
    }

    /** Returns how long it lets a connection take; none when it leaves that open, or sets no bound. */
    Optional<Duration> connectTimeout() {
        return Optional.ofNullable(properties.get("connectTimeout"))
                .filter(SECONDS.asMatchPredicate())
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .filter(Duration::isPositive);
    }

    /** Returns the schema that {@code search_path} names. */
    Optional<String> schema() {
        return Optional.ofNullable(properties.get("search_path"));
    }

    String user() {
        return properties.getOrDefault("user", "");
    }

    /** Returns the password, empty when the driver finds it elsewhere. */
    String password() {
        return properties.getOrDefault("password", "");
    }

    /** Returns the text of another login's, for a database of the same server that is reached in the same way. */
    String ofLogin(String user, String password, String otherDatabase) {
        String query = WAY.stream()
                .filter(properties::containsKey)
                .map(name -> name + "=" + encode(properties.getOrDefault(name, "")))
                .collect(Collectors.joining("&"));
        return "postgres://" + encode(user) + ":" + encode(password) + "@" + hosts + "/" + encode(otherDatabase)
                + (query.isEmpty() ? "" : "?" + query);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Returns connections to it, not pooled, with defaults for what it leaves open. */
    PGSimpleDataSource dataSource(Map<String, String> defaults) {
        return dataSource(defaults, Map.of());
    }

    /** Returns connections to it, not pooled, with defaults for what it leaves open, and some things whatever it says. */
    PGSimpleDataSource dataSource(Map<String, String> defaults, Map<String, String> fixed) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL("jdbc:postgresql://" + hosts + "/" + URLEncoder.encode(database, StandardCharsets.UTF_8));
        try {
            for (var property : defaults.entrySet()) {
                source.setProperty(property.getKey(), property.getValue());
            }
            for (var property : properties.entrySet()) {
                if (!property.getKey().equals("search_path")) {
                    source.setProperty(property.getKey(), property.getValue());
                }
            }
            for (var property : fixed.entrySet()) {
                source.setProperty(property.getKey(), property.getValue());
            }
        } catch (SQLException e) {
            throw refused("a parameter has a value that the driver refuses");
        }
        return source;
    }

    /** Returns where it is, without the login. */
    @Override
    public String toString() {
        return hosts + "/" + database;
    }
}

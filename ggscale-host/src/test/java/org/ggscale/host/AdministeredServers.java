package org.ggscale.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.ggscale.adapters.postgres.embedded.EmbeddedPostgres;

/** Servers as administrators find them, and what the commands of the program make of them. */
final class AdministeredServers implements AutoCloseable {
    static final String REQUESTS = "GGSCALE_POSTGRES_DSN";
    static final String WORKERS = "GGSCALE_POSTGRES_WORKER_DSN";
    static final String MIGRATIONS = "GGSCALE_POSTGRES_MIGRATOR_DSN";

    private final Map<Age, EmbeddedPostgres> servers = new EnumMap<>(Age.class);
    private final Path directory;

    AdministeredServers(Path directory) {
        this.directory = directory;
    }

    /** The oldest server that is supported, and the newest. */
    enum Age {
        OLDEST,
        NEWEST
    }

    private EmbeddedPostgres start(Age age) {
        EmbeddedPostgres.Builder builder =
                EmbeddedPostgres.builder(directory.resolve(age.name())).cache(Path.of("target", "postgres"));
        try {
            return (age == Age.OLDEST ? builder.archive(archive()) : builder).start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The module of the stores brings it along for its own tests. */
    private static Path archive() throws IOException {
        Path unpacked = Path.of("..", "ggscale-adapters-postgres", "target", "postgres-oldest");
        try (var files = Files.list(unpacked)) {
            return files.filter(file -> file.toString().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Leaves a server without the database and the roles. */
    void empty(Age age) {
        servers.computeIfAbsent(age, this::start);
        execute(age, "drop database if exists ggscale with (force)");
        execute(age, "drop role if exists ggscale_app, ggscale_worker, ggscale_migrator");
    }

    void execute(Age age, String sql) {
        try (Connection connection = DriverManager.getConnection(administrator(age));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Returns the URL of the superuser, in the database that the command makes. */
    String superuser(Age age) {
        return servers.get(age).superuserUrl();
    }

    /** Returns the URL of the superuser, in a database that is always there. */
    String administrator(Age age) {
        return superuser(age).replace("/ggscale?", "/postgres?");
    }

    String address(Age age) {
        return "127.0.0.1:" + servers.get(age).port();
    }

    /** Runs the command and reads its output as a shell's environment file. */
    Map<String, String> roles(Path data, Age age) throws Exception {
        Program program = Program.run(data, Map.of(), "database", "roles", "--dsn", administrator(age));
        assertThat(program.exitCode()).as(program.errors()).isZero();
        Map<String, String> variables = new TreeMap<>();
        program.output()
                .lines()
                .forEach(line ->
                        variables.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        assertThat(variables).containsOnlyKeys(REQUESTS, WORKERS, MIGRATIONS);
        variables.values().forEach(dsn -> assertThat(program.errors()).doesNotContain(password(dsn)));
        return variables;
    }

    static String password(String dsn) {
        return dsn.replaceAll("^postgres://[^:]*:([^@]*)@.*|^jdbc:.*password=([^&]*).*", "$1$2");
    }

    static Map<String, String> production(Map<String, String> variables) {
        Map<String, String> production = new HashMap<>(variables);
        production.put("GGSCALE_ENV", "production");
        return production;
    }

    /** Runs the check and returns what it printed. */
    static String check(Path data, Map<String, String> variables, int exitCode) throws Exception {
        Program check = Program.run(data, variables, "check");
        assertThat(check.exitCode()).as(check.output() + check.errors()).isEqualTo(exitCode);
        return check.output();
    }

    /** Checks that a program ended with a sentence that has these parts and no password. */
    static void assertSentence(Program program, int exitCode, String... parts) throws InterruptedException {
        assertThat(program.exitCode()).as(program.errors()).isEqualTo(exitCode);
        assertThat(program.output()).isEmpty();
        assertThat(program.errors()).doesNotContain("hush");
        assertThat(program.errors().lines().findFirst())
                .hasValueSatisfying(
                        line -> assertThat(line).startsWith("ggscale: ").contains(parts));
    }

    @Override
    public void close() throws IOException {
        for (EmbeddedPostgres server : servers.values()) {
            server.close();
        }
    }
}

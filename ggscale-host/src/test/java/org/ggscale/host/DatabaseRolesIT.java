package org.ggscale.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ggscale.adapters.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command from outside, and what a production host makes of what it prints. */
class DatabaseRolesIT {
    private static final Map<Age, EmbeddedPostgres> SERVERS = new EnumMap<>(Age.class);
    private static final String REQUESTS = "GGSCALE_POSTGRES_DSN";
    private static final String WORKERS = "GGSCALE_POSTGRES_WORKER_DSN";
    private static final String MIGRATIONS = "GGSCALE_POSTGRES_MIGRATOR_DSN";

    @TempDir
    static Path directory;

    @TempDir
    Path data;

    /** The oldest server that is supported, and the newest. */
    enum Age {
        OLDEST,
        NEWEST;

        EmbeddedPostgres start() {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder(directory.resolve(name()));
            try {
                return (this == OLDEST ? builder.archive(archive()) : builder).start();
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
    }

    @AfterAll
    static void stop() throws IOException {
        for (EmbeddedPostgres server : SERVERS.values()) {
            server.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Age.class)
    void what_it_prints_is_all_that_a_production_host_needs(Age age) throws Exception {
        empty(age);
        Map<String, String> production = production(roles(age));

        assertThat(check(production, 1)).contains("migrations     migrations are pending");
        assertThat(Program.run(data, production, "migrate").exitCode()).isZero();
        assertThat(check(production, 0).lines().toList())
                .containsExactly(
                        "configuration  ok",
                        "database       ok",
                        "migrations     ok",
                        "logins         ok",
                        "row security   ok",
                        "durability     ok");
        try (Program host = Program.start(data, production, "serve")) {
            String address = host.internalAddress(data);
            assertThat(status(address, "/readyz")).isEqualTo(200);
            host.terminate();
            assertThat(host.exitCode()).as(host.errors()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Age.class)
    void once_more_prints_new_passwords_and_the_old_ones_are_void(Age age) throws Exception {
        empty(age);
        Map<String, String> old = roles(age);
        assertThat(Program.run(data, old, "migrate").exitCode()).isZero();

        Map<String, String> renewed = roles(age);

        assertThat(renewed.values()).doesNotContainAnyElementsOf(old.values());
        assertThat(check(production(renewed), 0)).doesNotContain("pending");
        assertThat(check(production(old), 1)).contains("password authentication failed for user \"ggscale_app\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GGSCALE_POSTGRES_DSN          |                               | GGSCALE_POSTGRES_DSN is not set
            GGSCALE_POSTGRES_WORKER_DSN   |                               | GGSCALE_POSTGRES_WORKER_DSN and GGSCALE_POSTGRES_MIGRATOR_DSN are required
            GGSCALE_POSTGRES_WORKER_DSN   | ggscale_app:hush              | the login ggscale_app is for requests and for workers
            GGSCALE_POSTGRES_MIGRATOR_DSN | ggscale_app:hush              | the login ggscale_app is for requests and for migrations
            GGSCALE_POSTGRES_WORKER_DSN   | ggscale_worker:ggscale_worker | the login ggscale_worker has a password that anybody would guess
            """)
    void production_refuses_what_the_variables_tell_with_78(String variable, String login, String sentence)
            throws Exception {
        Map<String, String> variables = production(Map.of());
        for (String name : List.of("app", "worker", "migrator")) {
            variables.put(
                    name.equals("app") ? REQUESTS : name.equals("worker") ? WORKERS : MIGRATIONS,
                    "postgres://ggscale_" + name + ":hush@127.0.0.1:1/ggscale");
        }
        variables.put(variable, login == null ? "" : "postgres://" + login + "@127.0.0.1:1/ggscale");
        if (login == null && variable.equals(REQUESTS)) {
            variables.keySet().removeAll(List.of(WORKERS, MIGRATIONS));
        }
        assertSentence(Program.run(data, variables, "serve"), 78, sentence);
    }

    @Test
    void production_refuses_what_the_server_tells_of_the_logins_before_a_listener_opens() throws Exception {
        empty(Age.NEWEST);
        Map<String, String> logins = production(roles(Age.NEWEST));
        assertThat(Program.run(data, logins, "migrate").exitCode()).isZero();
        String superuser = SERVERS.get(Age.NEWEST).superuserUrl();
        String migrator = logins.getOrDefault(MIGRATIONS, "");

        assertRefused(with(logins, Map.of(REQUESTS, superuser)), "login postgres is a superuser");
        assertRefused(
                with(logins, Map.of(REQUESTS, migrator, MIGRATIONS, superuser)),
                "login ggscale_migrator owns the tables");
        assertRefusedAfter("alter role ggscale_app bypassrls", logins, "login ggscale_app has BYPASSRLS");
        assertRefusedAfter(
                "alter role ggscale_app nobypassrls; grant ggscale_worker to ggscale_app",
                logins,
                "login ggscale_app is also granted ggscale_worker");
        assertRefusedAfter(
                "revoke ggscale_worker from ggscale_app; grant ggscale_app to ggscale_worker",
                logins,
                "login ggscale_worker is also granted ggscale_app");
    }

    private void assertRefusedAfter(String change, Map<String, String> variables, String sentence) throws Exception {
        execute(Age.NEWEST, change);
        assertRefused(variables, sentence);
        assertThat(check(variables, 1)).contains("logins         " + sentence);
    }

    /** A port that is taken shows what comes first. */
    private void assertRefused(Map<String, String> variables, String sentence) throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            String address = "127.0.0.1:" + taken.getLocalPort();
            Program host = Program.run(data, with(variables, Map.of("GGSCALE_INTERNAL_ADDR", address)), "serve");
            assertThat(host.errors()).contains("ggscale: the database cannot be used: " + sentence);
            assertThat(host.exitCode()).isEqualTo(1);
            assertThat(host.output()).isEmpty();
            variables.values().stream()
                    .filter(value -> value.contains("postgres"))
                    .forEach(dsn -> assertThat(host.errors()).doesNotContain(password(dsn)));
        }
    }

    private static Map<String, String> with(Map<String, String> variables, Map<String, String> others) {
        Map<String, String> all = new HashMap<>(variables);
        all.putAll(others);
        return all;
    }

    @Test
    void a_server_that_is_away_and_a_missing_right_are_one_sentence_with_the_option() throws Exception {
        assertSentence(
                run("--dsn", "postgres://root:hush@127.0.0.1:1/postgres"),
                1,
                "PostgreSQL does not answer",
                "127.0.0.1:1",
                "--dsn");
        empty(Age.NEWEST);
        execute(Age.NEWEST, "drop role if exists clerk; create role clerk login password 'hush' createdb");
        String server = "127.0.0.1:" + SERVERS.get(Age.NEWEST).port();
        assertSentence(
                run("--dsn", "postgres://clerk:hush@" + server + "/postgres"),
                1,
                "login clerk lacks CREATEROLE",
                "--dsn");
        Path passwords = Files.writeString(directory.resolve("pgpass"), server + ":*:clerk:hush\n");
        Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-------"));
        assertSentence(
                Program.run(
                        data,
                        Map.of("PGPASSFILE", passwords.toString()),
                        "database",
                        "roles",
                        "--dsn",
                        "postgres://clerk@" + server + "/postgres"),
                1,
                "login clerk lacks CREATEROLE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--dsn cannot be used: a DSN is|--dsn|postgres://root:hush@db",
                "--database cannot be used: template1|--dsn|postgres://root:hush@127.0.0.1:1/x|--database|template1",
                "--dsn is missing|--database|games",
                "what is given is no command|postgres://root:hush@db/x",
                "what is given is no option|--dsn=postgres://root:hush@db/x",
            })
    void wrong_usage_names_the_option_and_never_a_password(String words) throws Exception {
        List<String> all = List.of(words.split("\\|"));
        Program program = run(all.subList(1, all.size()).toArray(String[]::new));
        assertThat(program.errors()).contains("usage: ggscale");
        assertSentence(program, 2, all.get(0));
    }

    private static void assertSentence(Program program, int exitCode, String... parts) throws InterruptedException {
        assertThat(program.exitCode()).as(program.errors()).isEqualTo(exitCode);
        assertThat(program.output()).isEmpty();
        assertThat(program.errors()).doesNotContain("hush");
        assertThat(program.errors().lines().findFirst())
                .hasValueSatisfying(
                        line -> assertThat(line).startsWith("ggscale: ").contains(parts));
    }

    private Program run(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 2];
        command[0] = "database";
        command[1] = "roles";
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        return Program.run(data, Map.of(), command);
    }

    /** Runs the command and reads its output as a shell's environment file. */
    private Map<String, String> roles(Age age) throws Exception {
        String administrator = SERVERS.get(age).superuserUrl().replace("/ggscale?", "/postgres?");
        Program program = run("--dsn", administrator);
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

    private static String password(String dsn) {
        return dsn.replaceAll("^postgres://[^:]*:([^@]*)@.*|^jdbc:.*password=([^&]*).*", "$1$2");
    }

    private static Map<String, String> production(Map<String, String> variables) {
        Map<String, String> production = new HashMap<>(variables);
        production.put("GGSCALE_ENV", "production");
        return production;
    }

    private String check(Map<String, String> variables, int exitCode) throws Exception {
        Program check = Program.run(data, variables, "check");
        assertThat(check.exitCode()).as(check.output() + check.errors()).isEqualTo(exitCode);
        return check.output();
    }

    private static int status(String address, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://" + address + path))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    /** Leaves a server without the database and the roles. */
    private static void empty(Age age) {
        SERVERS.computeIfAbsent(age, Age::start);
        execute(age, "drop database if exists ggscale with (force)");
        execute(age, "drop role if exists ggscale_app, ggscale_worker, ggscale_migrator");
    }

    private static void execute(Age age, String sql) {
        String url = SERVERS.get(age).superuserUrl().replace("/ggscale?", "/postgres?");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}

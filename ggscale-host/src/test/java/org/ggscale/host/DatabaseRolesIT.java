package org.ggscale.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.host.AdministeredServers.assertSentence;
import static org.ggscale.host.AdministeredServers.check;
import static org.ggscale.host.AdministeredServers.production;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.ggscale.host.AdministeredServers.Age;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command from outside, and what a production host makes of what it prints. */
class DatabaseRolesIT {
    @TempDir
    static Path directory;

    private static AdministeredServers servers;

    @TempDir
    Path data;

    @BeforeAll
    static void open() {
        servers = new AdministeredServers(directory);
    }

    @AfterAll
    static void close() throws IOException {
        servers.close();
    }

    @ParameterizedTest
    @EnumSource(Age.class)
    void what_it_prints_is_all_that_a_production_host_needs(Age age) throws Exception {
        servers.empty(age);
        Map<String, String> production = production(servers.roles(data, age));

        assertThat(check(data, production, 1)).contains("migrations     migrations are pending");
        assertThat(Program.run(data, production, "migrate").exitCode()).isZero();
        assertThat(check(data, production, 0).lines().toList())
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
        servers.empty(age);
        Map<String, String> old = servers.roles(data, age);
        assertThat(Program.run(data, old, "migrate").exitCode()).isZero();

        Map<String, String> renewed = servers.roles(data, age);

        assertThat(renewed.values()).doesNotContainAnyElementsOf(old.values());
        assertThat(check(data, production(renewed), 0)).doesNotContain("pending");
        old.replaceAll((variable, dsn) -> dsn + "?connect_timeout=1");
        assertThat(check(data, production(old), 1)).contains("password authentication failed for user \"ggscale_app\"");
    }

    @Test
    void a_server_that_is_away_and_a_missing_right_are_one_sentence_with_the_option() throws Exception {
        assertSentence(
                run("--dsn", "postgres://root:hush@127.0.0.1:1/postgres"),
                1,
                "PostgreSQL does not answer",
                "127.0.0.1:1",
                "--dsn");
        servers.empty(Age.NEWEST);
        servers.execute(Age.NEWEST, "drop role if exists clerk; create role clerk login password 'hush' createdb");
        String server = servers.address(Age.NEWEST);
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

    private Program run(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 2];
        command[0] = "database";
        command[1] = "roles";
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        return Program.run(data, Map.of(), command);
    }

    private static int status(String address, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://" + address + path))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }
}

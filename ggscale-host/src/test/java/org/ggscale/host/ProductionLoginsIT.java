package org.ggscale.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.host.AdministeredServers.MIGRATIONS;
import static org.ggscale.host.AdministeredServers.REQUESTS;
import static org.ggscale.host.AdministeredServers.WORKERS;
import static org.ggscale.host.AdministeredServers.assertSentence;
import static org.ggscale.host.AdministeredServers.check;
import static org.ggscale.host.AdministeredServers.password;
import static org.ggscale.host.AdministeredServers.production;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ggscale.host.AdministeredServers.Age;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logins with which a production host does not start. */
class ProductionLoginsIT {
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
        servers.empty(Age.NEWEST);
        Map<String, String> logins = production(servers.roles(data, Age.NEWEST));
        assertThat(Program.run(data, logins, "migrate").exitCode()).isZero();
        String superuser = servers.superuser(Age.NEWEST);
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
        servers.execute(Age.NEWEST, change);
        assertRefused(variables, sentence);
        assertThat(check(data, variables, 1)).contains("logins         " + sentence);
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
}

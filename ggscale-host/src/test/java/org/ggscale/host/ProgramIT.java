package org.ggscale.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.ggscale.core.game.GameId;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program from outside; the tests share one data directory, whose database is made by the first. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProgramIT {
    @TempDir
    static Path data;

    @Test
    @Order(1)
    void check_fails_while_migrations_are_pending_and_passes_after_migrate() throws Exception {
        Program before = Program.run(data, Map.of(), "check");
        assertThat(before.exitCode()).isEqualTo(1);
        assertThat(before.output()).contains("database").contains("migrat");
        assertThat(Program.run(data, Map.of(), "migrate").output()).contains("the schema is current");
        Program after = Program.run(data, Map.of(), "check");
        assertThat(after.exitCode()).as(after.output() + after.errors()).isZero();
    }

    @Test
    @Order(2)
    void serve_says_where_it_listens_and_a_signal_ends_it_with_0() throws Exception {
        try (Program host = Program.start(data, Map.of(), "serve")) {
            String address = host.internalAddress(data);
            assertThat(host.output())
                    .contains("internal http://" + address, "metrics http://" + host.metricsAddress(data));
            host.terminate();
            assertThat(host.exitCode()).as(host.errors()).isZero();
            assertThat(data.resolve("addresses.json")).doesNotExist();
        }
    }

    @Test
    @Order(3)
    void a_held_data_directory_is_one_sentence_with_the_holder() throws Exception {
        try (Program holder = Program.start(data, Map.of())) {
            holder.internalAddress(data);
            Program second = Program.run(data, Map.of());
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.errors().strip())
                    .contains(data.toString(), "process " + holder.pid(), "GGSCALE_DATA_DIR")
                    .doesNotContain("\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GGSCALE_INTERNAL_ADDR", "GGSCALE_METRICS_ADDR"})
    @Order(4)
    void a_port_in_use_is_one_sentence_with_the_variable(String variable) throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            Program host = Program.run(data, Map.of(variable, "127.0.0.1:" + taken.getLocalPort()), "serve");
            assertThat(host.exitCode()).isEqualTo(1);
            assertThat(host.errors().lines().filter(line -> line.startsWith("ggscale:")))
                    .singleElement()
                    .asString()
                    .contains("port " + taken.getLocalPort(), variable);
        }
    }

    @Test
    @Order(5)
    void a_host_killed_with_9_goes_on_without_a_turn_doubled_or_lost() throws Exception {
        GameId game;
        Program host = Program.start(data, Map.of());
        try {
            InternalRest rest = new InternalRest(host.internalAddress(data));
            DemoGame.createEngineVersion(rest);
            game = DemoGame.register(rest, "@every 1s").id();
            awaitTurn(game, 1);
        } finally {
            host.kill();
        }
        long before = ledger(game).size();
        try (Program next = Program.start(data, Map.of())) {
            next.internalAddress(data);
            awaitTurn(game, before + 2);
        }
        List<Long> turns = ledger(game);
        assertThat(turns)
                .isEqualTo(LongStream.rangeClosed(1, turns.size()).boxed().toList());
    }

    @Test
    @Order(6)
    void version_prints_version_commit_and_java() throws Exception {
        Program version = Program.run(data, Map.of(), "version");
        assertThat(version.exitCode()).isZero();
        assertThat(version.output()).matches("ggscale \\S+, commit ([0-9a-f]{7,}|unknown), Java .*\\R");
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "-h"})
    @Order(6)
    void help_prints_the_usage(String argument) throws Exception {
        Program help = Program.run(data, Map.of(), argument);
        assertThat(help.exitCode()).isZero();
        assertThat(help.output()).startsWith("usage: ggscale");
    }

    @Test
    @Order(6)
    void wrong_usage_exits_with_2_and_the_usage() throws Exception {
        for (List<String> arguments : List.of(
                List.of("fly"),
                List.of("serve", "--fast"),
                List.of("demo", "--turns"),
                List.of("demo", "--turns", "0"),
                List.of("demo", "--engines", "steam"),
                List.of("demo", "--schedule", "now and then"))) {
            Program program = Program.run(data, Map.of(), arguments.toArray(String[]::new));
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.errors()).contains("usage: ggscale");
        }
    }

    @Test
    @Order(6)
    void a_wrong_value_exits_with_78_before_anything_opens() throws Exception {
        Program program = Program.run(data, Map.of("GGSCALE_TICK_INTERVAL", "soon"));
        assertThat(program.exitCode()).isEqualTo(78);
        assertThat(program.errors()).contains("GGSCALE_TICK_INTERVAL is \"soon\"; allowed: a duration");
    }

    private static void awaitTurn(GameId game, long turn) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> ledger(game).size() >= turn);
    }

    private static List<Long> ledger(GameId game) throws IOException {
        Path file = data.resolve("games").resolve(game.toString()).resolve("ledger.log");
        return Files.readAllLines(file).stream()
                .map(line -> line.replaceAll("\\D*(\\d+).*", "$1"))
                .map(Long::valueOf)
                .toList();
    }
}

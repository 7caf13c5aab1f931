package org.ggscale.adapters.process;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.ggscale.adapters.process.Engines.alive;
import static org.ggscale.adapters.process.Engines.call;
import static org.ggscale.adapters.process.Engines.plain;
import static org.ggscale.adapters.process.Engines.script;
import static org.ggscale.adapters.process.Engines.started;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.EngineInstances.Sighting;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.core.game.GameId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class KilledHostIT {
    @TempDir
    Path root;

    private final GameId game = Engines.game();
    private final ProcessTable table = new ProcessTable();
    private GameFiles files;

    @BeforeEach
    void resolve() throws IOException {
        root = root.toRealPath();
        files = new GameFiles(root, root, game);
    }

    @AfterEach
    void leave_nothing_behind() throws IOException {
        for (ProcessKey key : members()) {
            table.signal(key, true);
        }
    }

    private Set<ProcessKey> members() throws IOException {
        return table.members(List.of(new PidFile(files, new InstanceToken("any"), 1, Optional.empty())));
    }

    @Test
    void the_next_host_finds_the_engine_alive_and_can_stop_it() throws Exception {
        EngineInstance left = left(plain());

        try (ProcessEngines engines = ProcessEngines.open(root)) {
            assertThat(engines.list()).containsExactly(left);
            assertThat(call(left, "/print/9")).contains("200");
            assertThat(files.log()).content().contains("xxxxxxxxx");

            engines.stop(game);
            assertThat(alive(Long.parseLong(left.id()))).isFalse();
            assertThat(engines.list()).isEmpty();
        }
    }

    @Test
    void the_next_host_replaces_the_engine_at_another_address() throws Exception {
        EngineInstance left = left(plain());

        try (ProcessEngines engines = ProcessEngines.open(root)) {
            EngineInstance next = started(engines, game, plain());

            assertThat(alive(Long.parseLong(left.id()))).isFalse();
            assertThat(next.endpoint()).isNotEqualTo(left.endpoint());
        }
    }

    @Test
    void the_next_host_reports_when_the_engine_exits() throws Exception {
        EngineInstance left = left(plain());
        BlockingQueue<Sighting> ends = new LinkedBlockingQueue<>();

        try (ProcessEngines engines = ProcessEngines.open(root)) {
            engines.watch(ends::add);
            call(left, "/exit/7");

            Sighting ended = ends.poll(5, TimeUnit.SECONDS);
            assertThat(ended.instance()).isEqualTo(left);
            assertThat(ended.health()).isEqualTo(EngineHealth.EXITED);
            assertThat(ended.detail()).contains("exit code is unknown");
        }
    }

    @Test
    void closing_the_next_host_ends_the_engine() throws Exception {
        EngineInstance left = left(plain());

        ProcessEngines.open(root).close();

        assertThat(alive(Long.parseLong(left.id()))).isFalse();
        assertThat(files.pid()).doesNotExist();
    }

    @Test
    void an_engine_whose_pid_was_not_written_yet_is_ended() throws Exception {
        EngineInstance left = left(plain());
        PidFile.read(files).orElseThrow().with(Optional.empty()).write();

        try (ProcessEngines engines = ProcessEngines.open(root)) {
            assertThat(alive(Long.parseLong(left.id()))).isFalse();
            assertThat(engines.list()).isEmpty();
            assertThat(files.pid()).doesNotExist();
        }
    }

    @Test
    void a_host_killed_at_the_instant_of_a_start_leaves_no_engine_that_nobody_knows() throws Exception {
        Process host = Host.launch(root, game, script("kill -9 $PPID; exec sleep 60"));
        assertThat(host.waitFor()).isEqualTo(137);

        try (ProcessEngines engines = ProcessEngines.open(root)) {
            Set<String> known = engines.list().stream().map(EngineInstance::id).collect(toSet());
            Set<String> alive =
                    members().stream().map(key -> Long.toString(key.pid())).collect(toSet());
            assertThat(alive).isEqualTo(known);
        }
    }

    @Test
    void what_an_engine_that_died_meanwhile_had_started_is_ended() throws Exception {
        EngineInstance left = left(script("sleep 300 & echo $! > child; exec \"$@\""));
        long child = Long.parseLong(
                Files.readString(files.stateDirectory().resolve("child")).strip());
        ProcessKey leader = table.find(Long.parseLong(left.id())).orElseThrow();
        table.signal(leader, true);
        await().until(() -> !table.alive(leader));

        try (ProcessEngines engines = ProcessEngines.open(root)) {
            assertThat(alive(child)).isFalse();
            assertThat(engines.list()).isEmpty();
        }
    }

    @Test
    void a_pid_that_was_given_to_another_process_is_left_alone() throws Exception {
        Process stranger = new ProcessBuilder("setsid", "sleep", "60").start();
        files.createStateDirectory();
        ProcessKey recycled = new ProcessKey(stranger.pid(), "earlier");
        new PidFile(files, new InstanceToken("token"), 20_001, Optional.of(recycled)).write();

        try (ProcessEngines engines = ProcessEngines.open(root)) {
            assertThat(engines.list()).isEmpty();
            engines.discard(game);
        }

        assertThat(stranger.waitFor(200, TimeUnit.MILLISECONDS)).isFalse();
        stranger.destroyForcibly().waitFor();
    }

    @Test
    void what_is_left_of_a_recycled_pid_is_left_alone() throws Exception {
        Process shell = new ProcessBuilder("setsid", "sh", "-c", "sleep 60 > /dev/null & echo $!").start();
        long stranger =
                Long.parseLong(new String(shell.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip());
        shell.waitFor();
        files.createStateDirectory();
        ProcessKey recycled = new ProcessKey(shell.pid(), "earlier");
        new PidFile(files, new InstanceToken("token"), 20_001, Optional.of(recycled)).write();

        ProcessEngines.open(root).close();

        assertThat(alive(stranger)).isTrue();
        table.signal(table.find(stranger).orElseThrow(), true);
    }

    @Test
    void the_engine_of_a_root_that_was_copied_is_left_alone() throws Exception {
        EngineInstance left = left(plain());
        Path copy = Files.createDirectory(root.resolve("copy"));
        GameFiles copied = new GameFiles(copy, copy, game);
        copied.createStateDirectory();
        Files.copy(files.pid(), copied.pid());

        try (ProcessEngines engines = ProcessEngines.open(copy)) {
            assertThat(engines.list()).isEmpty();
        }

        assertThat(call(left, "/healthz")).contains("200");
    }

    @Test
    void a_living_host_is_named_by_pid_and_a_dead_one_does_not_block() throws Exception {
        Process host = Host.run(root, game, plain());
        try {
            assertThatThrownBy(() -> ProcessEngines.open(root))
                    .isInstanceOf(IOException.class)
                    .hasMessageEndingWith("held by process " + host.pid());
        } finally {
            host.destroyForcibly().waitFor();
        }

        ProcessEngines.open(root).close();
    }

    /** Starts an engine in a host of its own, kills the host, and returns what it left. */
    private EngineInstance left(List<String> engine) throws Exception {
        Host.run(root, game, engine).destroyForcibly().waitFor();
        EngineInstance left = PidFile.read(files).orElseThrow().instance();
        assertThat(call(left, "/healthz")).contains("200");
        return left;
    }
}

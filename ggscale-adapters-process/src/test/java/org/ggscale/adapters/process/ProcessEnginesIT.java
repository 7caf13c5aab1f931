package org.ggscale.adapters.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.ggscale.adapters.process.Engines.alive;
import static org.ggscale.adapters.process.Engines.call;
import static org.ggscale.adapters.process.Engines.failed;
import static org.ggscale.adapters.process.Engines.plain;
import static org.ggscale.adapters.process.Engines.script;
import static org.ggscale.adapters.process.Engines.specification;
import static org.ggscale.adapters.process.Engines.started;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.EngineInstances.Sighting;
import org.ggscale.core.engine.EngineInstances.Start;
import org.ggscale.core.engine.EngineInstances.Start.Cause;
import org.ggscale.core.engine.EngineInstances.Watch;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.core.game.GameId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ProcessEnginesIT {
    private static final Duration GRACE = Duration.ofMillis(300);

    @TempDir
    Path root;

    private final GameId game = Engines.game();
    private GameFiles files;
    private ProcessEngines engines;

    @BeforeEach
    void open() throws IOException {
        root = root.toRealPath();
        files = new GameFiles(root, root, game);
        engines = builder().open();
    }

    @AfterEach
    void close() {
        engines.close();
    }

    private ProcessEngines.Builder builder() {
        return ProcessEngines.builder(root).stopGrace(GRACE).logLimit(10_000);
    }

    @Test
    void a_started_engine_answers_at_its_own_loopback_port() throws IOException {
        EngineInstance instance = started(engines, game, plain());

        assertThat(instance.gameId()).isEqualTo(game);
        assertThat(instance.token()).isEqualTo(new InstanceToken("token"));
        assertThat(instance.endpoint().toString()).matches("http://127\\.0\\.0\\.1:2\\d{4}");
        assertThat(call(instance, "/healthz")).contains("200");
        assertThat(engines.list()).containsExactly(instance);
    }

    @Test
    void an_engine_leads_a_session_of_its_own() throws IOException {
        EngineInstance instance = started(engines, game, plain());
        String stat = Files.readString(Path.of("/proc", instance.id(), "stat"));

        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        assertThat(List.of(fields[2], fields[3])).containsExactly(instance.id(), instance.id());
    }

    @Test
    void an_engine_has_its_variables_and_four_of_the_host_and_nothing_else() throws IOException {
        engines.close();
        engines = builder()
                .environment(Map.of("PATH", "/usr/bin:/bin", "HOME", "/h", "LANG", "C", "TZ", "UTC", "SECRET", "x"))
                .open();

        failed(engines.start(specification(game, List.of("env"))));

        List<String> variables = Files.readAllLines(files.log());
        assertThat(variables)
                .contains("GGSCALE_GAME_ID=" + game, "GGSCALE_ENGINE_STATE_DIR=" + root.resolve(game.toString()))
                .contains("PATH=/usr/bin:/bin", "HOME=/h", "LANG=C", "TZ=UTC")
                .anyMatch(variable -> variable.matches("GGSCALE_ENGINE_PORT=2\\d{4}"))
                .hasSize(7);
    }

    @Test
    void an_engine_works_in_its_state_directory_and_has_no_input() throws IOException {
        started(engines, game, script("pwd > where; cat > input; exec \"$@\""));

        assertThat(files.stateDirectory().resolve("where"))
                .hasContent(files.stateDirectory().toString());
        assertThat(files.stateDirectory().resolve("input")).isEmptyFile();
    }

    @Test
    void a_program_may_lie_in_the_state_directory() throws IOException {
        Path program = Files.createDirectory(files.stateDirectory()).resolve("engine");
        Files.writeString(program, "#!/bin/sh\necho here; exit 4\n");
        program.toFile().setExecutable(true);

        assertThat(failed(engines.start(specification(game, List.of("./engine"))))
                        .reason())
                .contains("code 4: here");
    }

    @Test
    void a_program_that_is_not_there_is_a_wrong_configuration() {
        for (String program : List.of("no-such-engine", "/no/such/engine", "/etc/passwd", "/etc")) {
            assertThat(engines.start(specification(game, List.of(program))))
                    .isEqualTo(
                            new Start.Failed(Cause.START_CONFIG_INVALID, "there is no executable program " + program));
        }
    }

    @Test
    void an_engine_that_exits_early_fails_with_its_code_and_last_lines() {
        Start.Failed failed = failed(engines.start(specification(game, script("echo bad rules >&2; exit 3"))));

        assertThat(failed.cause()).isEqualTo(Cause.CONTAINER_START_FAILED);
        assertThat(failed.reason()).contains("exited with code 3: bad rules");
        assertThat(files.pid()).doesNotExist();
        assertThat(engines.list()).isEmpty();
    }

    @Test
    void an_engine_that_does_not_answer_in_time_is_ended() throws IOException {
        Start start = engines.start(specification(
                game, "token", script("echo $$ > pid; echo waiting; exec sleep 60"), Duration.ofMillis(700)));

        assertThat(failed(start).cause()).isEqualTo(Cause.CONTAINER_START_FAILED);
        assertThat(failed(start).reason()).contains("within 700 ms: waiting");
        assertThat(alive(written("pid"))).isFalse();
    }

    @Test
    void an_engine_may_end_in_peace() {
        started(engines, game, script("trap 'echo bye > bye; exit 0' TERM; \"$@\" & wait"));

        engines.stop(game);

        assertThat(files.stateDirectory().resolve("bye")).hasContent("bye");
    }

    @Test
    void an_engine_that_ignores_sigterm_is_killed_after_the_grace() {
        EngineInstance instance = started(engines, game, script("trap '' TERM; exec \"$@\""));

        long begin = System.nanoTime();
        engines.stop(game);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(GRACE);
        assertThat(alive(Long.parseLong(instance.id()))).isFalse();
        assertThat(files.pid()).doesNotExist();
    }

    @Test
    void an_engine_is_ended_with_all_it_has_started() throws IOException {
        started(
                engines,
                game,
                script("sleep 300 & echo $! > child; (env -i /bin/sleep 300 & echo $! > bare);"
                        + "(setsid sleep 300 & echo $! > escaped); exec \"$@\""));
        List<Long> pids = List.of(written("child"), written("bare"), written("escaped"));
        assertThat(pids).allMatch(Engines::alive);

        engines.stop(game);

        assertThat(pids).noneMatch(Engines::alive);
    }

    @Test
    void an_engine_is_ended_with_its_children_also_without_setsid() throws IOException {
        engines.close();
        engines = builder().environment(Map.of()).open();
        EngineInstance instance = started(engines, game, script("/bin/sleep 300 & echo $! > child; exec \"$@\""));

        engines.stop(game);

        assertThat(alive(Long.parseLong(instance.id()))).isFalse();
        assertThat(alive(written("child"))).isFalse();
    }

    @Test
    void stopping_keeps_the_state_and_discarding_deletes_it() throws IOException {
        started(engines, game, script("echo kept > state; exec \"$@\""));

        engines.stop(game);
        assertThat(files.stateDirectory().resolve("state")).hasContent("kept");

        engines.discard(game);
        assertThat(files.stateDirectory()).doesNotExist();
        assertThat(files.log()).doesNotExist();
        assertThat(files.pid()).doesNotExist();
    }

    @Test
    void a_port_rests_also_for_the_next_host() throws IOException {
        int port = freePort();
        engines.close();
        engines = builder().ports(port, port).open();
        started(engines, game, plain());
        engines.close();
        engines = builder().ports(port, port).open();

        assertThat(failed(engines.start(specification(game, plain()))).reason())
                .contains("no port of " + port + " to " + port);
    }

    @Test
    void the_intention_is_written_down_before_there_is_a_process() throws Exception {
        try (WatchService watch = root.getFileSystem().newWatchService()) {
            WatchKey key = root.register(watch, StandardWatchEventKinds.ENTRY_CREATE);

            started(engines, game, plain());

            List<String> created = key.pollEvents().stream()
                    .map(event -> event.context().toString())
                    .filter(name -> name.endsWith(".pid") || name.endsWith(".log"))
                    .toList();
            assertThat(created).containsExactly(game + ".pid", game + ".log", game + ".pid");
        }
    }

    @Test
    void an_exit_nobody_asked_for_is_reported_once_what_it_started_is_ended() throws Exception {
        BlockingQueue<Sighting> ends = new LinkedBlockingQueue<>();
        engines.watch(ends::add);
        EngineInstance instance = started(engines, game, script("sleep 300 & echo $! > child; exec \"$@\""));

        call(instance, "/exit/7");

        Sighting ended = ends.poll(5, TimeUnit.SECONDS);
        assertThat(ended.instance()).isEqualTo(instance);
        assertThat(ended.health()).isEqualTo(EngineHealth.EXITED);
        assertThat(ended.detail()).startsWith("exited with code 7: listening on");
        assertThat(alive(written("child"))).isFalse();
        assertThat(engines.list()).isEmpty();
    }

    @Test
    void an_exit_that_was_asked_for_and_a_closed_watch_are_silent() throws Exception {
        BlockingQueue<Sighting> ends = new LinkedBlockingQueue<>();
        BlockingQueue<Sighting> closed = new LinkedBlockingQueue<>();
        engines.watch(ends::add);
        Watch watch = engines.watch(closed::add);
        EngineInstance crashing = started(engines, Engines.game(), plain());
        started(engines, game, plain());

        watch.close();
        engines.stop(game);
        call(crashing, "/exit/1");

        assertThat(ends.poll(5, TimeUnit.SECONDS).instance()).isEqualTo(crashing);
        assertThat(ends).isEmpty();
        assertThat(closed).isEmpty();
    }

    @Test
    void a_log_is_cut_when_it_is_full_and_goes_on() throws IOException {
        EngineInstance instance = started(engines, game, plain());

        call(instance, "/print/50000");
        await().untilAsserted(() -> assertThat(files.log()).isEmptyFile());
        call(instance, "/print/5");

        assertThat(files.olderLog()).hasSize(10_000);
        await().untilAsserted(() -> assertThat(files.log()).hasContent("xxxxx"));
    }

    @Test
    void starts_and_stops_of_one_game_at_once_leave_one_engine_at_most() throws Exception {
        PidFile engine = new PidFile(files, new InstanceToken("any"), 1, Optional.empty());
        CompletableFuture<Integer> most = new CompletableFuture<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ExecutorService operations = Executors.newFixedThreadPool(3);
            for (int i = 0; i < 6; i++) {
                boolean stop = i % 3 == 2;
                operations.execute(() -> {
                    if (stop) {
                        engines.stop(game);
                    } else {
                        started(engines, game, plain());
                    }
                });
            }
            operations.shutdown();
            threads.execute(() -> most.complete(mostAtOnce(engine, operations)));
        }

        assertThat(most.get()).isEqualTo(1);
        assertThat(engines.list()).hasSizeLessThanOrEqualTo(1);
    }

    private static int mostAtOnce(PidFile engine, ExecutorService until) {
        try {
            int most = 0;
            while (!until.isTerminated()) {
                most = Math.max(
                        most, new ProcessTable().members(List.of(engine)).size());
                until.awaitTermination(5, TimeUnit.MILLISECONDS);
            }
            return most;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void closing_ends_all_engines_within_the_time_of_one() {
        List<EngineInstance> instances = List.of(
                started(engines, game, script("trap '' TERM; exec \"$@\"")),
                started(engines, Engines.game(), script("trap '' TERM; exec \"$@\"")),
                started(engines, Engines.game(), plain()));

        engines.close();

        assertThat(instances).noneMatch(instance -> alive(Long.parseLong(instance.id())));
        assertThat(root.toFile().list((directory, name) -> name.endsWith(".pid")))
                .isEmpty();
        assertThatThrownBy(() -> engines.list()).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> engines.stop(game)).isInstanceOf(UnavailableException.class);
    }

    @Test
    void closing_twice_does_not_take_the_root_from_its_next_holder() throws IOException {
        engines.close();
        try (ProcessEngines next = builder().open()) {
            engines.close();

            assertThatThrownBy(() -> builder().open()).hasMessageContaining("held by process");
            assertThat(next.list()).isEmpty();
        }
    }

    @Test
    void a_start_that_still_waits_gives_up_when_the_host_closes() throws Exception {
        CompletableFuture<Start> start = new CompletableFuture<>();
        Thread.startVirtualThread(
                () -> start.complete(engines.start(specification(game, script("echo $$ > pid; exec sleep 60")))));
        await().until(() -> Files.exists(files.stateDirectory().resolve("pid")) && Files.exists(files.pid()));

        engines.close();

        assertThat(failed(start.get(5, TimeUnit.SECONDS)).reason()).contains("the host stops");
        assertThat(alive(written("pid"))).isFalse();
    }

    @Test
    void an_interrupted_start_gives_up_leaves_nothing_and_keeps_the_interrupt() throws Exception {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        CompletableFuture<Start> start = new CompletableFuture<>();
        Thread caller = Thread.startVirtualThread(() -> {
            start.complete(engines.start(specification(game, script("echo $$ > pid; exec sleep 60"))));
            interrupted.complete(Thread.interrupted());
        });
        await().until(() -> Files.exists(files.stateDirectory().resolve("pid")));
        caller.interrupt();

        assertThat(failed(start.get(5, TimeUnit.SECONDS)).reason()).contains("interrupted");
        assertThat(interrupted.get()).isTrue();
        assertThat(alive(written("pid"))).isFalse();
        assertThat(files.pid()).doesNotExist();
    }

    @Test
    void a_root_has_one_holder_at_a_time() {
        assertThatThrownBy(() -> ProcessEngines.open(root))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("held by process");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private long written(String name) throws IOException {
        return Long.parseLong(
                Files.readString(files.stateDirectory().resolve(name)).strip());
    }
}

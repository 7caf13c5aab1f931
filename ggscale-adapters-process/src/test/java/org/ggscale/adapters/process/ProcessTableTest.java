package org.ggscale.adapters.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.ggscale.core.engine.InstanceToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

class ProcessTableTest {
    @TempDir
    Path root;

    private final ProcessTable table = new ProcessTable();
    private Process stranger;
    private ProcessKey key;

    @BeforeEach
    void start() throws IOException {
        stranger = new ProcessBuilder("sleep", "60").start();
        key = table.find(stranger.pid()).orElseThrow();
    }

    @AfterEach
    void end() throws InterruptedException {
        stranger.destroyForcibly().waitFor();
    }

    @Test
    void a_process_is_gone_once_it_has_ended() throws Exception {
        assertThat(table.alive(key)).isTrue();
        stranger.destroyForcibly().waitFor();

        assertThat(table.alive(key)).isFalse();
    }

    @Test
    void a_recycled_pid_is_another_process() throws IOException {
        assertThat(table.alive(new ProcessKey(key.pid(), "earlier"))).isFalse();
    }

    @Test
    void a_recycled_pid_is_never_signalled() throws Exception {
        table.signal(new ProcessKey(key.pid(), "earlier"), true);

        assertThat(stranger.waitFor(200, TimeUnit.MILLISECONDS)).isFalse();
    }

    @Test
    void a_recycled_pid_and_its_session_belong_to_no_engine() throws IOException {
        PidFile engine = engine(new ProcessKey(key.pid(), "earlier"));

        assertThat(table.members(List.of(engine))).isEmpty();
    }

    @Test
    void an_interrupted_thread_sees_the_same_processes() throws IOException {
        Thread.currentThread().interrupt();
        try {
            assertThat(table.alive(key)).isTrue();
            assertThat(table.members(List.of(engine(key)))).containsExactly(key);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "user.name", matches = "root", disabledReason = "only root makes namespaces")
    void what_runs_in_a_container_belongs_to_no_engine_whatever_its_environment_says() throws Exception {
        PidFile engine = engine(new ProcessKey(key.pid(), "earlier"));
        String named = "GGSCALE_ENGINE_STATE_DIR=" + engine.files().stateDirectory();
        Process outside = new ProcessBuilder("env", named, "sleep", "60").start();
        Process inside =
                new ProcessBuilder("unshare", "--pid", "--fork", "--kill-child", "env", named, "sleep", "60").start();
        try {
            Awaitility.await()
                    .until(() -> sleeps(outside.toHandle()) && inside.children().anyMatch(ProcessTableTest::sleeps));

            assertThat(table.members(List.of(engine)))
                    .containsExactly(table.find(outside.pid()).orElseThrow());
        } finally {
            inside.destroyForcibly().waitFor();
            outside.destroyForcibly().waitFor();
        }
    }

    private static boolean sleeps(ProcessHandle process) {
        return process.info()
                .command()
                .filter(program -> program.endsWith("sleep"))
                .isPresent();
    }

    private PidFile engine(ProcessKey leader) {
        return new PidFile(
                new GameFiles(root, root, Engines.game()), new InstanceToken("token"), 20_001, Optional.of(leader));
    }
}

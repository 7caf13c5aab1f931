package org.ggscale.adapters.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.adapters.docker.Engines.failed;
import static org.ggscale.adapters.docker.Engines.specification;
import static org.ggscale.adapters.docker.Engines.started;
import static org.ggscale.adapters.docker.TestDaemon.run;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ContainerNetwork;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.EngineInstances.Sighting;
import org.ggscale.core.engine.EngineInstances.Specification;
import org.ggscale.core.engine.EngineInstances.Watch;
import org.ggscale.core.engine.ImageRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What an engine can do to its surroundings, tried from inside. */
@NeedsDocker
class SandboxIT {
    @TempDir
    Path root;

    private TestBackend backend;

    @BeforeEach
    void open() {
        backend = new TestBackend(root);
    }

    @AfterEach
    void close() {
        backend.close();
    }

    @Test
    void it_writes_to_its_state_and_scratch_and_nowhere_else() {
        EngineInstance engine = started(backend, TestDaemon.plain());

        assertThat(run(engine, "echo a > /state/a && echo b > /tmp/b && cat /state/a /tmp/b"))
                .isEqualTo("a\nb[0]");
        assertThat(run(engine, "echo c > /c")).contains("Read-only file system").endsWith("[1]");
        assertThat(run(engine, "echo c > /etc/hosts")).endsWith("[1]");
        assertThat(run(engine, "echo c > /proc/sys/kernel/hostname")).endsWith("[1]");
    }

    @Test
    void it_is_nobody_without_capabilities_and_cannot_become_more() {
        EngineInstance engine = started(backend, TestDaemon.plain());

        assertThat(run(engine, "id -u")).isNotEqualTo("0[0]").endsWith("[0]");
        assertThat(run(engine, "grep -E '^Cap(Inh|Prm|Eff|Bnd|Amb)' /proc/self/status | cut -f2 | sort -u"))
                .isEqualTo("0000000000000000[0]");
        assertThat(run(engine, "grep NoNewPrivs /proc/self/status")).isEqualTo("NoNewPrivs:\t1[0]");
        assertThat(run(engine, "chown 0 /state")).endsWith("[1]");
        assertThat(run(engine, "mount -t tmpfs none /tmp")).doesNotEndWith("[0]");
        assertThat(run(engine, "mknod /state/disk b 8 0")).doesNotEndWith("[0]");
    }

    @Test
    void nothing_in_its_scratch_can_be_run_and_it_is_small() {
        EngineInstance engine = started(backend, TestDaemon.plain());

        assertThat(run(engine, "cp /bin/busybox /tmp/busybox && /tmp/busybox true"))
                .contains("Permission denied");
        assertThat(run(engine, "dd if=/dev/zero of=/tmp/big bs=1M count=64")).contains("No space left");
    }

    @Test
    void a_volume_that_its_image_declares_is_scratch_as_well() {
        EngineInstance engine = started(backend, TestDaemon.image("volumes", "VOLUME [\"/data/\"]\n"));

        assertThat(run(engine, "dd if=/dev/zero of=/data/big bs=1M count=64")).contains("No space left");
        assertThat(inspect(engine).getMounts())
                .allSatisfy(mount -> assertThat(mount.getName()).isNull());
    }

    @Test
    void it_knows_nothing_of_the_host_but_port_state_and_game() {
        EngineInstance engine = started(backend, TestDaemon.plain());

        assertThat(run(engine, "env | grep GGSCALE | sort"))
                .isEqualTo("GGSCALE_ENGINE_PORT=8080\nGGSCALE_ENGINE_STATE_DIR=/state\nGGSCALE_GAME_ID="
                        + engine.gameId() + "[0]");
        assertThat(Arrays.stream(inspect(engine).getConfig().getEnv())
                        .map(variable -> variable.substring(0, variable.indexOf('='))))
                .containsExactlyInAnyOrder(
                        "GGSCALE_ENGINE_PORT", "GGSCALE_ENGINE_STATE_DIR", "GGSCALE_GAME_ID", "PATH");
        assertThat(run(engine, "find / -xdev -name 'docker*.sock' 2>/dev/null")).isEqualTo("[0]");
        assertThat(run(engine, "ps | wc -l")).matches("[1-9]\\[0\\]");
    }

    @Test
    void a_fork_bomb_stays_inside() {
        EngineInstance engine = started(backend, TestDaemon.image("pids", "LABEL com.galaxy.pids_limit=20\n"));

        assertThat(run(engine, "for i in $(seq 1 50); do sleep 5 & done; wait")).contains("can't fork");
    }

    @Test
    void memory_that_is_too_much_ends_it_and_is_reported_as_oom() throws InterruptedException {
        ImageRef greedy = TestDaemon.image("greedy", """
                LABEL com.galaxy.memory=16m
                COPY healthz /www/cgi-bin/healthz
                """);
        BlockingQueue<Sighting> reports = new LinkedBlockingQueue<>();
        try (Watch watch = backend.instances().watch(reports::add)) {
            EngineInstance engine = started(backend, greedy);

            String status = run(engine, "tail /dev/zero");
            backend.crash(engine);

            assertThat(status).endsWith("[137]");
            Sighting sighting = reports.poll(20, TimeUnit.SECONDS);
            assertThat(sighting).isNotNull();
            assertThat(sighting.health()).isEqualTo(EngineHealth.OOM);
        }
    }

    @Test
    void its_bounds_are_those_of_the_labels_and_never_above_the_ceilings() {
        backend.reopen(backend.builder().ceilings(64L << 20, 0.5, 30));
        ImageRef wants = TestDaemon.image("wants", """
                LABEL com.galaxy.memory=32m com.galaxy.cpu_quota=4.0 com.galaxy.pids_limit=100000
                """);

        EngineInstance engine = started(backend, wants);

        var host = inspect(engine).getHostConfig();
        assertThat(host.getMemory()).isEqualTo(32L << 20);
        assertThat(host.getMemorySwap()).isEqualTo(32L << 20);
        assertThat(host.getNanoCPUs()).isEqualTo(500_000_000L);
        assertThat(host.getPidsLimit()).isEqualTo(30L);
        assertThat(run(engine, "ulimit -n -H")).isEqualTo("4096[0]");
    }

    @Test
    void it_does_not_reach_another_engine() {
        EngineInstance engine = started(backend, TestDaemon.plain());
        EngineInstance other = started(backend, TestDaemon.plain());
        String address = network(other).getIpAddress();

        assertThat(get(other, address, 8080)).contains("200 OK");
        assertThat(get(engine, address, 8080)).doesNotContain("200 OK");
        assertThat(get(engine, "galaxy-game-" + other.gameId(), 8080)).doesNotContain("200 OK");
    }

    @Test
    void it_does_not_reach_what_listens_on_the_loopback_of_the_host() {
        EngineInstance engine = started(backend, TestDaemon.plain());
        int published = engine.endpoint().uri().getPort();

        assertThat(backend.answers(engine.endpoint())).isTrue();
        assertThat(get(engine, network(engine).getGateway(), published)).doesNotContain("200 OK");
        assertThat(get(engine, "127.0.0.1", published)).doesNotContain("200 OK");
    }

    /** The one rule that the documentation gives; writing it takes root. */
    @Test
    @EnabledIfSystemProperty(named = "user.name", matches = "root", disabledReason = "only root writes firewall rules")
    void one_firewall_rule_keeps_it_from_everything_that_listens_on_the_host() throws Exception {
        NeedsDocker.Condition.assumeProgram("iptables");
        EngineInstance engine = started(backend, TestDaemon.plain());
        EngineInstance other = started(backend, TestDaemon.plain());
        String gateway = network(engine).getGateway();
        try (ServerSocket everywhere = new ServerSocket(0)) {
            Thread.startVirtualThread(() -> greet(everywhere));
            assertThat(get(engine, gateway, everywhere.getLocalPort())).contains("200 OK");

            iptables("-I");
            try {
                assertThat(get(engine, gateway, everywhere.getLocalPort())).doesNotContain("200 OK");
                assertThat(backend.answers(engine.endpoint())).isTrue();
                assertThat(backend.answers(other.endpoint())).isTrue();
            } finally {
                iptables("-D");
            }
        }
    }

    private void iptables(String change) throws Exception {
        String rule = "iptables " + change + " INPUT -i " + ("br-" + backend.network()).substring(0, 15)
                + " -m conntrack ! --ctstate ESTABLISHED,RELATED -j DROP";
        assertThat(new ProcessBuilder(rule.split(" ")).inheritIO().start().waitFor())
                .isZero();
    }

    private static void greet(ServerSocket server) {
        while (true) {
            try (Socket socket = server.accept()) {
                socket.getOutputStream().write("HTTP/1.0 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException closed) {
                return;
            }
        }
    }

    @Test
    void its_output_is_bounded() {
        EngineInstance engine = started(backend, TestDaemon.plain());

        assertThat(inspect(engine).getHostConfig().getLogConfig().getConfig())
                .containsEntry("max-size", "4m")
                .containsEntry("max-file", "2");
    }

    @Test
    void its_own_check_is_paced_by_the_host() {
        ImageRef hasty =
                TestDaemon.image("hasty", "HEALTHCHECK --interval=1ms --retries=7 CMD [\"/bin/busybox\", \"true\"]\n");

        var check = inspect(started(backend, hasty)).getConfig().getHealthcheck();

        assertThat(check.getInterval()).isEqualTo(1_000_000_000L);
        assertThat(check.getRetries()).isEqualTo(7);
        assertThat(check.getTest()).containsExactly("CMD", "/bin/busybox", "true");
    }

    /** An engine could hold the few threads that start engines, and with them all other games. */
    @Test
    void an_answer_that_trickles_does_not_hold_its_start() {
        ImageRef slow = TestDaemon.image("slow", """
                ENV ANSWER="printf HTTP/1.1; while true; do printf ' '; /bin/busybox sleep 0.4; done"
                ENTRYPOINT ["/bin/busybox", "sh", "-c", "exec /bin/busybox nc -ll -p 8080 -e /bin/busybox sh -c \\"$ANSWER\\""]
                """);
        Specification wanted = specification(Engines.game(), slow);
        long begin = System.nanoTime();

        String reason = failed(backend.instances()
                        .start(new Specification(
                                wanted.gameId(),
                                wanted.token(),
                                wanted.epoch(),
                                wanted.version(),
                                slow,
                                Duration.ofSeconds(1))))
                .reason();

        assertThat(reason).contains("within 1000 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void headers_without_end_are_not_read() {
        ImageRef endless = TestDaemon.image("endless", """
                ENV ANSWER="printf 'HTTP/1.1 200 OK\\r\\n'; /bin/busybox yes 'a: b'"
                ENTRYPOINT ["/bin/busybox", "sh", "-c", "exec /bin/busybox nc -ll -p 8080 -e /bin/busybox sh -c \\"$ANSWER\\""]
                """);

        assertThat(started(backend, endless)).isNotNull();
    }

    private ContainerNetwork network(EngineInstance engine) {
        return inspect(engine).getNetworkSettings().getNetworks().get(backend.network());
    }

    private static String get(EngineInstance from, String host, int port) {
        return run(from, "printf 'GET /healthz HTTP/1.0\\r\\n\\r\\n' | nc -w 3 " + host + " " + port);
    }

    private static InspectContainerResponse inspect(EngineInstance engine) {
        return TestDaemon.DAEMON.ask(
                "inspect an engine",
                client -> client.inspectContainerCmd(engine.id()).exec());
    }
}

package org.ggscale.adapters.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.ggscale.adapters.docker.Engines.failed;
import static org.ggscale.adapters.docker.Engines.game;
import static org.ggscale.adapters.docker.Engines.specification;
import static org.ggscale.adapters.docker.Engines.started;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.HostConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.EngineInstances.Inspection;
import org.ggscale.core.engine.EngineInstances.Preparation;
import org.ggscale.core.engine.EngineInstances.Sighting;
import org.ggscale.core.engine.EngineInstances.Start.Cause;
import org.ggscale.core.engine.EngineInstances.Watch;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.core.game.GameId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsDocker
class DockerEnginesIT {
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
    void engines_outlive_their_host_and_are_found_again() throws InterruptedException {
        EngineInstance engine = started(backend, TestDaemon.plain());

        DockerEngines next = backend.reopen(backend.builder());

        assertThat(backend.answers(engine.endpoint())).isTrue();
        assertThat(next.list()).containsExactly(engine);
        BlockingQueue<Sighting> reports = new LinkedBlockingQueue<>();
        try (Watch watch = next.watch(reports::add)) {
            backend.crash(engine);
            assertThat(report(reports).instance()).isEqualTo(engine);
        }
    }

    @Test
    void another_node_on_the_same_daemon_neither_sees_nor_touches_them() {
        EngineInstance engine = started(backend, TestDaemon.plain());
        try (DockerEngines other = elsewhere()) {
            assertThat(other.list()).isEmpty();
            assertThat(other.inspect(engine.gameId(), engine.token())).isInstanceOf(Inspection.Gone.class);
            other.remove(engine);
            other.stop(engine.gameId());
            other.discard(engine.gameId());

            assertThat(failed(other.start(specification(engine.gameId(), TestDaemon.plain())))
                            .reason())
                    .contains("galaxy-game-" + engine.gameId())
                    .contains("this node did not start it");
        }
        assertThat(backend.answers(engine.endpoint())).isTrue();
    }

    @Test
    void labels_prove_nothing() {
        EngineInstance engine = started(backend, TestDaemon.plain());
        Map<String, String> copied = Map.of(
                "galaxy.backend", "1",
                "galaxy.game_id", engine.gameId().toString(),
                "galaxy.instance", engine.token().value());
        GameId invented = game();
        String copy = foreign("copy-" + engine.gameId(), TestDaemon.plain(), copied);
        String spoof = foreign(
                "galaxy-game-" + invented,
                TestDaemon.plain(),
                Map.of("galaxy.backend", "1", "galaxy.game_id", invented.toString(), "galaxy.instance", "x"));

        assertThat(backend.instances().list()).containsExactly(engine);
        backend.instances().stop(invented);
        backend.instances().stop(engine.gameId());

        assertThat(running()).containsExactlyInAnyOrder(copy, spoof);
    }

    /** Labels come with any image: what is done with one elsewhere on the daemon must not make this host blind. */
    @Test
    void a_container_of_somebody_else_that_cannot_be_read_is_not_listed() {
        EngineInstance engine = started(backend, TestDaemon.plain());
        String unreadable = TestDaemon.DAEMON.ask(
                "create a container of somebody else",
                client -> client.createContainerCmd(TestDaemon.plain().text())
                        .withLabels(labels(engine))
                        .withCmd("x".repeat(StreamReadConstraints.DEFAULT_MAX_STRING_LEN))
                        .exec()
                        .getId());
        try {
            assertThat(backend.instances().list()).containsExactly(engine);
        } finally {
            TestDaemon.DAEMON.settle(
                    "remove it",
                    Duration.ofSeconds(20),
                    client -> client.removeContainerCmd(unreadable).exec());
        }
    }

    @Test
    void the_health_of_a_copy_is_not_that_of_the_engine() throws InterruptedException {
        EngineInstance engine = started(backend, TestDaemon.plain());
        BlockingQueue<Sighting> reports = new LinkedBlockingQueue<>();
        try (Watch watch = backend.instances().watch(reports::add)) {
            ImageRef ill = TestDaemon.image(
                    "ill", "HEALTHCHECK --interval=1s --retries=1 CMD [\"/bin/busybox\", \"false\"]\n");
            String copy = foreign("copy-" + engine.gameId(), ill, labels(engine));
            Awaitility.await()
                    .until(() ->
                            inspect(copy).getState().getHealth().getStatus().equals("unhealthy"));

            backend.crash(engine);

            assertThat(report(reports).health()).isEqualTo(EngineHealth.EXITED);
        }
    }

    @Test
    void state_that_the_container_of_somebody_else_may_use_is_left_alone() {
        EngineInstance engine = started(backend, TestDaemon.plain());
        backend.mark(engine);
        try (DockerEngines other = DockerEngines.builder(backend.states(), root.resolve("other-node"))
                .host(Optional.of(backend.relay().address()))
                .network(backend.network())
                .build()) {
            other.discard(engine.gameId());
        }

        assertThat(backend.isMarked(engine)).isTrue();
    }

    @Test
    void an_image_cannot_claim_to_be_another_instance() {
        EngineInstance victim = started(backend, TestDaemon.plain());
        ImageRef liar = TestDaemon.image(
                "liar", "LABEL galaxy.game_id=" + victim.gameId() + " galaxy.instance=" + victim.token() + "\n");

        EngineInstance engine = started(backend, liar);

        assertThat(backend.instances().list()).containsExactlyInAnyOrder(victim, engine);
    }

    @Test
    void what_ended_while_nothing_was_heard_is_found_when_the_daemon_is_back() throws InterruptedException {
        EngineInstance engine = started(backend, TestDaemon.plain());
        BlockingQueue<Sighting> reports = new LinkedBlockingQueue<>();
        try (Watch watch = backend.instances().watch(reports::add)) {
            EngineInstance control = started(backend, TestDaemon.plain());
            backend.crash(control);
            assertThat(report(reports).instance()).isEqualTo(control);
            backend.relay().freeze();
            backend.crash(engine);

            backend.relay().thaw();
            backend.relay().cut();

            assertThat(report(reports).instance()).isEqualTo(engine);
        }
    }

    @Test
    void an_engine_that_is_ill_already_is_told_to_the_next_host() throws InterruptedException {
        EngineInstance engine = started(backend, TestDaemon.checked());
        BlockingQueue<Sighting> before = new LinkedBlockingQueue<>();
        try (Watch watch = backend.instances().watch(before::add)) {
            backend.check(engine, false);
            assertThat(report(before).health()).isEqualTo(EngineHealth.INSPECT_UNHEALTHY);
        }

        DockerEngines next = backend.reopen(backend.builder());

        BlockingQueue<Sighting> reports = new LinkedBlockingQueue<>();
        try (Watch watch = next.watch(reports::add)) {
            Sighting sighting = report(reports);
            assertThat(sighting.instance()).isEqualTo(engine);
            assertThat(sighting.health()).isEqualTo(EngineHealth.INSPECT_UNHEALTHY);
        }
    }

    @Test
    void a_container_that_somebody_removed_has_disappeared() throws InterruptedException {
        EngineInstance engine = started(backend, TestDaemon.plain());
        BlockingQueue<Sighting> reports = new LinkedBlockingQueue<>();
        try (Watch watch = backend.instances().watch(reports::add)) {
            TestDaemon.DAEMON.settle(
                    "remove an engine",
                    Duration.ofSeconds(20),
                    client -> client.removeContainerCmd(engine.id())
                            .withForce(true)
                            .exec());

            assertThat(report(reports).health()).isIn(EngineHealth.DISAPPEARED, EngineHealth.EXITED);
            assertThat(backend.instances().inspect(engine.gameId(), engine.token()))
                    .isInstanceOf(Inspection.Gone.class);
        }
    }

    @Test
    void a_daemon_that_is_frozen_is_unavailable_by_the_deadline() {
        EngineInstance unused = started(backend, TestDaemon.plain());
        backend.reopen(backend.builder().callTimeout(Duration.ofMillis(300)));
        backend.relay().freeze();

        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> backend.instances().list())
                .withMessageContaining("no answer within 300 ms");
        assertThat(backend.instances().check()).isPresent();
        backend.relay().thaw();
    }

    @Test
    void games_that_never_ran_in_containers_do_not_need_the_daemon() {
        backend.relay().close();
        EngineInstance elsewhere = new EngineInstance(
                "4711", game(), new InstanceToken("x"), EngineEndpoint.parse("http://127.0.0.1:20000"));

        backend.instances().stop(elsewhere.gameId());
        backend.instances().discard(elsewhere.gameId());
        backend.instances().remove(elsewhere);

        assertThat(backend.instances().list()).isEmpty();
        assertThat(backend.instances().inspect(elsewhere.gameId(), elsewhere.token()))
                .isInstanceOf(Inspection.Gone.class);
    }

    @Test
    void it_is_known_how_an_engine_ended() {
        ImageRef mortal = TestDaemon.image("mortal", """
                ENTRYPOINT ["/bin/busybox", "sh", "-c", "httpd -p 8080 -h /www; while ! test -e /state/end; do sleep 0.1; done; echo so long; exit 4"]
                """);
        EngineInstance engine = started(backend, mortal);
        backend.end(engine);

        assertThat(backend.instances().inspect(engine.gameId(), engine.token()))
                .isInstanceOfSatisfying(Inspection.Ended.class, ended -> {
                    assertThat(ended.health()).isEqualTo(EngineHealth.EXITED);
                    assertThat(ended.detail()).contains("status 4").contains("so long");
                });
    }

    @Test
    void a_start_that_fails_says_what_the_engine_said_and_leaves_no_container() {
        assertThat(failed(backend.instances().start(specification(game(), TestDaemon.broken())))
                        .reason())
                .contains("status 3")
                .contains("out of order");
        assertThat(running()).isEmpty();
    }

    @Test
    void a_label_that_cannot_be_read_is_refused_before_anything_runs() {
        ImageRef odd = TestDaemon.image("odd", "LABEL com.galaxy.memory=plenty\n");

        var failed = failed(backend.instances().start(specification(game(), odd)));

        assertThat(failed.cause()).isEqualTo(Cause.START_CONFIG_INVALID);
        assertThat(failed.reason()).contains("com.galaxy.memory").contains("plenty");
    }

    @Test
    void a_network_on_which_engines_would_reach_each_other_is_refused() {
        TestDaemon.DAEMON.ask(
                "create a network",
                client -> client.createNetworkCmd().withName(backend.network()).exec());

        var failed = failed(backend.instances().start(specification(game(), TestDaemon.plain())));

        assertThat(failed.cause()).isEqualTo(Cause.START_CONFIG_INVALID);
        assertThat(failed.reason()).contains(backend.network()).contains("enable_icc=false");
    }

    @Test
    void an_image_is_pinned_by_what_it_is_and_not_by_its_tag() {
        ImageRef image = TestDaemon.image("pinned", "LABEL edition=first\n");
        ImageRef pinned = ready(image);
        TestDaemon.again("pinned", "LABEL edition=second\n");

        assertThat(pinned.text()).startsWith(image.text() + "@sha256:");
        assertThat(ready(pinned)).isEqualTo(pinned);
        assertThat(ready(image)).isNotEqualTo(pinned);
        EngineInstance engine = started(backend, pinned);
        assertThat(labels(engine)).containsEntry("edition", "first");
    }

    @Test
    void an_image_that_is_missing_and_may_not_be_pulled_is_refused() {
        backend.reopen(backend.builder().pullPolicy(PullPolicy.NEVER));

        assertThat(backend.instances().prepare(ImageRef.parse("ggscale-test/nowhere:1.0.0")))
                .isInstanceOfSatisfying(Preparation.Failed.class, failed -> {
                    assertThat(failed.cause()).isEqualTo(Cause.IMAGE_PULL_FAILED);
                    assertThat(failed.reason()).contains("ggscale-test/nowhere:1.0.0");
                });
    }

    @Test
    void the_network_goes_with_the_last_engine() {
        EngineInstance first = started(backend, TestDaemon.plain());
        EngineInstance last = started(backend, TestDaemon.plain());

        backend.instances().stop(first.gameId());
        assertThat(networks()).isEqualTo(1);
        backend.instances().stop(last.gameId());

        assertThat(networks()).isZero();
    }

    @Test
    void the_stack_label_is_there_when_it_is_set_and_only_then() {
        assertThat(labels(started(backend, TestDaemon.plain())))
                .containsEntry("galaxy.stack", "ggscale-tests")
                .containsEntry("galaxy.backend", "1")
                .containsEntry("galaxy.engine_version", "1.0.0");

        backend.reopen(backend.builder().stack(Optional.empty()));

        assertThat(labels(started(backend, TestDaemon.plain()))).doesNotContainKey("galaxy.stack");
    }

    private static Map<String, String> labels(EngineInstance engine) {
        return inspect(engine.id()).getConfig().getLabels();
    }

    private static InspectContainerResponse inspect(String id) {
        return TestDaemon.DAEMON.ask(
                "inspect", client -> client.inspectContainerCmd(id).exec());
    }

    private DockerEngines elsewhere() {
        return DockerEngines.builder(root.resolve("other-games"), root.resolve("other-node"))
                .host(Optional.of(backend.relay().address()))
                .network(backend.network())
                .build();
    }

    private ImageRef ready(ImageRef image) {
        return ((Preparation.Ready) backend.instances().prepare(image)).pinned();
    }

    private String foreign(String name, ImageRef image, Map<String, String> labels) {
        return TestDaemon.DAEMON.ask("start a container of somebody else", client -> {
            String id = client.createContainerCmd(image.text())
                    .withName(name)
                    .withLabels(labels)
                    .withHostConfig(HostConfig.newHostConfig().withNetworkMode(backend.network()))
                    .exec()
                    .getId();
            client.startContainerCmd(id).exec();
            return id;
        });
    }

    private List<String> running() {
        return TestDaemon.DAEMON.ask(
                "list containers",
                client -> client.listContainersCmd().withNetworkFilter(List.of(backend.network())).exec().stream()
                        .map(Container::getId)
                        .toList());
    }

    private int networks() {
        return TestDaemon.DAEMON.ask(
                "list networks",
                client -> client.listNetworksCmd()
                        .withNameFilter(backend.network())
                        .exec()
                        .size());
    }

    private static Sighting report(BlockingQueue<Sighting> reports) throws InterruptedException {
        Sighting sighting = reports.poll(20, TimeUnit.SECONDS);
        assertThat(sighting).as("a report in time").isNotNull();
        return sighting;
    }
}

package org.ggscale.bench.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Consumer;

/** One host, its games in containers and one outside, and the daemon below them: what a fault of {@link DockerFaults} strikes. */
final class Scene implements AutoCloseable {
    final Ground ground;
    final OwnDaemon daemon;
    final Boxes boxes;
    final Random random;
    final Tally tally;
    final SortedMap<String, Long> seen;
    final Map<UUID, Integer> deaths = new HashMap<>();
    private final Consumer<String> log;
    private final Set<UUID> played;
    private HostProcess host;
    private int hosts;

    Scene(Ground ground, OwnDaemon daemon, Random random, SortedMap<String, Long> seen, Consumer<String> log)
            throws IOException {
        this.ground = ground;
        this.daemon = daemon;
        this.boxes = new Boxes(daemon);
        this.random = random;
        this.seen = seen;
        this.log = log;
        this.tally = new Tally(ground.name(), ground.subjects().kinds());
        this.played = new HashSet<>(ground.subjects().kinds().keySet());
        this.host = ground.startHost(0);
    }

    /** Returns the variables that send a host to a daemon; a network's name is also that of an interface of this machine. */
    static Map<String, String> variables(String daemon, String network) {
        return Map.of(
                "GGSCALE_ENGINES",
                "docker",
                "GGSCALE_DOCKER_HOST",
                daemon,
                "GGSCALE_DOCKER_NETWORK",
                network,
                "GGSCALE_STACK_LABEL",
                "ggscale-chaos",
                "GGSCALE_RUNTIME_RECONCILE_INTERVAL",
                Orphans.INTERVAL.toSeconds() + "s");
    }

    InternalRest rest() throws IOException, InterruptedException {
        return new InternalRest(host.awaitReady());
    }

    HostProcess host() {
        return host;
    }

    /** Kills the host. */
    void killHost() throws InterruptedException {
        host.kill();
        deaths.clear();
    }

    /** Starts the next host. */
    void startHost() throws IOException {
        hosts++;
        host = ground.startHost(hosts);
    }

    /** Returns the games that are played, without those that were stopped. */
    Set<UUID> games() {
        return Set.copyOf(played);
    }

    /** Returns those of them whose engines are in containers. */
    List<UUID> contained() {
        return played.stream().filter(game -> kind(game).contained()).sorted().toList();
    }

    EngineKind kind(UUID game) {
        return Objects.requireNonNull(ground.subjects().kinds().get(game));
    }

    /** Returns any of the games in containers. */
    UUID drawContained() {
        List<UUID> games = contained();
        return games.get(random.nextInt(games.size()));
    }

    void begins(UUID game) {
        played.add(game);
    }

    void ends(UUID game) {
        played.remove(game);
    }

    /** Counts something for the report. */
    void count(String what) {
        seen.merge(what, 1L, Long::sum);
    }

    /** Remembers that the engine of a game died. */
    void died(UUID game) {
        deaths.merge(game, 1, Integer::sum);
    }

    void log(String line) {
        log.accept(ground.name() + ": " + line);
    }

    Path directory() {
        return ground.directory();
    }

    /** Kills the host, and removes what only looked like its containers. */
    @Override
    public void close() throws InterruptedException {
        host.kill();
        boxes.clear();
    }
}

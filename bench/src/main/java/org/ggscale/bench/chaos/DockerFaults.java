package org.ggscale.bench.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The faults {@code docker}: a host with engines in containers of a daemon of its own, which is killed and comes back;
 * containers that are killed or removed in the middle of a turn; hosts that die between creating, starting and recording a
 * container; and containers that carry the labels of a game's and are nobody's, all the time.
 */
public final class DockerFaults {
    /** Its name on the command line. */
    public static final String NAME = "docker";

    private final Path layout;
    private final Path directory;
    private final int gamesPerKind;
    private final Consumer<String> log;
    private final SortedMap<String, Long> seen = new TreeMap<>();

    /**
     * @param layout with {@code bin/ggscale}
     * @param directory of this run, which exists and is empty
     */
    public DockerFaults(Path layout, Path directory, int gamesPerKind, Consumer<String> log) {
        this.layout = layout;
        this.directory = directory;
        this.gamesPerKind = gamesPerKind;
        this.log = log;
    }

    /** How often each fault is made. */
    public record Sizes(int daemonKills, int containerKills, int hostKills) {
        /** Shares rounds out as a full run of 350 does: 50, 200 and 100; each at least once. */
        public static Sizes of(int rounds) {
            return new Sizes(
                    Math.ceilDiv(rounds * 50, 350), Math.ceilDiv(rounds * 200, 350), Math.ceilDiv(rounds * 100, 350));
        }

        int all() {
            return daemonKills + containerKills + hostKills;
        }
    }

    /** Makes all faults, and judges what is left. */
    public ChaosReport run(Sizes sizes, long seed) throws IOException, InterruptedException {
        List<Share> shares = List.of(
                new Share("daemon", DaemonFault::new, OwnDaemon::address, sizes.daemonKills()),
                new Share("container", ContainerFault::new, OwnDaemon::address, sizes.containerKills()),
                new Share("host", HostFault::new, daemon -> daemon.gate().address(), sizes.hostKills()));
        List<Tally> tallies = new ArrayList<>();
        try (OwnDaemon daemon = daemon()) {
            for (Share share : shares) {
                tallies.add(run(share, daemon, new Random(seed + tallies.size())));
            }
        }
        return new ChaosReport(NAME, sizes.all(), seed, tallies, seen);
    }

    /** One kind of fault, where its hosts find the daemon, and how often it is made. */
    private record Share(
            String name, Function<Scene, DockerTrial.Fault> fault, Function<OwnDaemon, String> address, int times) {}

    private Tally run(Share share, OwnDaemon daemon, Random random) throws IOException, InterruptedException {
        try (Ground ground = ground(share.name(), gamesPerKind, share.address().apply(daemon), random)) {
            Scene scene = new Scene(ground, daemon, random, seen, log);
            Tally tally = new DockerTrial(scene).run(share.fault().apply(scene), share.times());
            seen.merge("spoofs", (long) scene.boxes.spoofed(), Long::sum);
            return tally;
        }
    }

    /** Starts many games on one host, and ends them; reports what each takes. */
    public ChaosReport crowd(int games, long seed) throws IOException, InterruptedException {
        Random random = new Random(seed);
        try (OwnDaemon daemon = daemon();
                Ground ground = ground("crowd", 1, daemon.address(), random)) {
            Tally tally = new Crowd(new Scene(ground, daemon, random, seen, log)).run(games);
            return new ChaosReport(NAME, games, seed, List.of(tally), seen);
        }
    }

    private OwnDaemon daemon() throws IOException, InterruptedException {
        String obstacle = OwnDaemon.obstacle();
        if (!obstacle.isEmpty()) {
            throw new IllegalArgumentException(obstacle);
        }
        OwnDaemon daemon = OwnDaemon.start(directory.resolve("docker"));
        log.accept("a daemon of its own at " + daemon.address());
        EngineImage.build(daemon.client(), directory.resolve("image"), plan(gamesPerKind));
        return daemon;
    }

    private static Subjects.Plan plan(int gamesPerKind) {
        return new Subjects.Plan(
                EnumSet.of(
                        EngineKind.CONDITIONAL_EXTERNAL, EngineKind.CONDITIONAL_CONTAINER, EngineKind.PLAIN_CONTAINER),
                gamesPerKind,
                "50..600");
    }

    private Ground ground(String name, int games, String daemon, Random random) throws IOException {
        Ground bare = Ground.prepare(name, directory.resolve(name), layout, plan(games), random);
        String network = OwnDaemon.NETWORKS + Integer.toHexString(directory.hashCode()) + name.charAt(0);
        return new Ground(
                name,
                bare.directory(),
                layout,
                bare.database().with(Scene.variables(daemon, network)),
                bare.subjects());
    }
}

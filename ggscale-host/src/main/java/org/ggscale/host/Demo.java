package org.ggscale.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.ggscale.core.game.GameId;
import org.ggscale.core.runtime.Signal;
import org.ggscale.core.schedule.TurnSchedule;
import org.ggscale.host.configuration.Configuration;

/** The command {@code demo}: a host on embedded defaults, and bots that play on it to watch. */
final class Demo {
    private static final String SCHEDULE = "@every 2s";
    private static final int MAX_GAMES = 100;
    private static final int MAX_TURNS = 100_000;

    private final BlockingQueue<Signal.TurnCommitted> turns = new LinkedBlockingQueue<>();
    private final Map<GameId, DemoGame> games = new LinkedHashMap<>();

    private final Wish wish;
    private final Path directory;
    private volatile Optional<DemoContainers> containers = Optional.empty();

    private Demo(Wish wish, Path directory) {
        this.wish = wish;
        this.directory = directory;
    }

    static int run(CommandLine line) throws InterruptedException {
        Wish wish = Wish.of(line);
        Demo demo = new Demo(wish, wish.data().orElseGet(Demo::temporaryDirectory));
        try (Shutdown shutdown = Shutdown.install(demo::cleanUp)) {
            return demo.run(shutdown);
        }
    }

    private int run(Shutdown shutdown) throws InterruptedException {
        Configuration configuration = Configuration.read(environment(), Optional.empty());
        Logs.configure(configuration.logging());
        Host host = shutdown.start(() -> {
            containers = wish.docker() ? Optional.of(DemoContainers.load(configuration)) : Optional.empty();
            return Host.start(configuration, this::hear);
        });
        try {
            introduce(host);
            play(new InternalRest(host.internalAddress()));
            return 0;
        } catch (DemoException e) {
            shutdown.awaitSignalled();
            System.err.println("ggscale: " + e.getMessage());
            return 1;
        }
    }

    /** What is to be played, checked before anything is started. */
    private record Wish(int games, Optional<Integer> turns, String schedule, boolean docker, Optional<Path> data) {
        static Wish of(CommandLine line) {
            String schedule = line.option("--schedule").orElse(SCHEDULE);
            try {
                TurnSchedule.parse(schedule);
            } catch (IllegalArgumentException e) {
                throw new UsageException("--schedule: " + e.getMessage());
            }
            String engines = line.option("--engines").orElse("process");
            if (!engines.equals("process") && !engines.equals("docker")) {
                throw new UsageException("--engines takes process or docker");
            }
            return new Wish(
                    line.number("--games", MAX_GAMES).orElse(1),
                    line.number("--turns", MAX_TURNS),
                    schedule,
                    engines.equals("docker"),
                    line.path("--data"));
        }
    }

    /** Quiet, readable and out of everybody's way, unless a variable says otherwise. */
    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "GGSCALE_DOCKER_NETWORK", "ggscale-demo",
                "GGSCALE_INTERNAL_ADDR", "127.0.0.1:0",
                "GGSCALE_METRICS_ADDR", "127.0.0.1:0",
                "GGSCALE_LOG_FORMAT", "text",
                "GGSCALE_LOG_LEVEL", "warn"));
        environment.putAll(System.getenv());
        environment.put("GGSCALE_DATA_DIR", directory.toString());
        if (wish.docker()) {
            environment.put("GGSCALE_ENGINES", "docker");
        }
        return environment;
    }

    private void hear(Signal signal) {
        if (signal instanceof Signal.TurnCommitted turn) {
            turns.add(turn);
        }
    }

    private void introduce(Host host) {
        System.out.println("Java " + Runtime.version() + " at " + System.getProperty("java.home"));
        System.out.println("data in " + directory);
        containers.ifPresent(engines -> System.out.println("engines in containers of " + engines.image()));
        host.addresses().forEach((surface, address) -> System.out.println(surface + " on http://" + address));
    }

    private void play(InternalRest rest) throws InterruptedException {
        containers.ifPresentOrElse(engines -> engines.createVersion(rest), () -> DemoGame.createEngineVersion(rest));
        for (int i = 0; i < wish.games(); i++) {
            DemoGame game = containers
                    .map(engines -> engines.register(rest, wish.schedule()))
                    .orElseGet(() -> DemoGame.register(rest, wish.schedule()));
            games.put(game.id(), game);
            System.out.println("game " + game.id() + " begins: " + game.cast());
            game.sendOrders(0);
        }
        while (games.values().stream().anyMatch(game -> game.goesOn(wish.turns()))) {
            watch(turns.take());
        }
        if (wish.turns().isEmpty()) {
            System.out.println("All games are over. The host goes on; Ctrl-C ends it.");
            Thread.currentThread().join();
        }
    }

    private void watch(Signal.TurnCommitted turn) {
        DemoGame game = games.get(turn.key().gameId());
        if (game == null) {
            return;
        }
        System.out.println("turn " + turn.turn() + "  game " + game.id() + "  " + turn.players() + " players  "
                + turn.took().toMillis() + " ms" + game.standing(turn.turn()));
        game.reached(turn.turn(), turn.finished());
        if (turn.finished()) {
            System.out.println(
                    "game " + game.id() + " is won by " + game.winner(turn.turn()) + " in turn " + turn.turn());
        } else {
            game.sendOrders(turn.turn());
        }
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("ggscale-demo-");
        } catch (IOException e) {
            throw new StartException("no temporary directory can be made (" + e + "); name one with --data DIR", e);
        }
    }

    private void cleanUp() {
        containers.ifPresent(DemoContainers::end);
        if (wish.data().isEmpty()) {
            removeTree(directory);
        }
    }

    private static void removeTree(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            System.err.println("ggscale: " + directory + " could not be removed: " + e);
        }
    }
}

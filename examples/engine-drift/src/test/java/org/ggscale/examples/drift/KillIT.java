package org.ggscale.examples.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.examples.drift.Galaxies.ID;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the engine again and again while it works, and compares what is left with the same game played in memory: a call is
 * carried out whole or not at all, and a turn once.
 */
class KillIT {
    private static final int KILLS = Integer.getInteger("kills", 40);
    private static final long LONGEST_CALL_NANOS = 20_000_000;

    @TempDir
    private Path directory;

    private final Random random = new Random(Long.getLong("seed", 20_261_121));
    private final List<String> races =
            IntStream.range(0, 20).mapToObj(race -> "Race " + race).toList();
    private Galaxy expected = StarMap.create(ID, races, 100_000);
    private int unplayed;
    private int unheard;

    @Test
    void every_turn_is_played_once_however_often_the_engine_is_killed() throws Exception {
        try (EngineProcess engine = EngineProcess.start(directory, "100000")) {
            String names = races.stream()
                    .map(race -> "{\"raceName\":\"" + race + "\"}")
                    .toList()
                    .toString();
            String init = "{\"gameId\":\"" + ID + "\",\"races\":" + names + "}";
            assertThat(engine.call("POST", "/api/v1/admin/init", init).statusCode())
                    .isEqualTo(201);
            engine.kill();
        }
        for (int round = 0; round < KILLS; round++) {
            try (EngineProcess engine = EngineProcess.start(directory, "100000")) {
                assertNothingTorn(engine);
                playTurn(engine);
                if (round % 5 == 0) {
                    killInTheMiddleOfAnOrder(engine);
                } else {
                    killInTheMiddleOfATurn(engine);
                }
            }
        }
        assertThat(unplayed).as("kills before the turn was played").isPositive();
        assertThat(unheard)
                .as("kills after the turn was played and before anybody heard of it")
                .isPositive();
    }

    private void playTurn(EngineProcess engine) {
        for (String race : expected.alive().subList(0, 2)) {
            expected = Galaxies.botOrders(expected, race);
            assertThat(engine.call("PUT", "/api/v1/order", order(race)).statusCode())
                    .isEqualTo(200);
        }
        HttpResponse<String> answer = engine.call("PUT", "/api/v1/admin/turn", turn());
        expected = Rules.next(expected);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(state());
    }

    private void killInTheMiddleOfAnOrder(EngineProcess engine) throws Exception {
        Galaxy before = expected;
        String race = expected.alive().get(random.nextInt(expected.alive().size()));
        Galaxy after = Galaxies.botOrders(expected, race);
        expected = after;
        CompletableFuture<HttpResponse<String>> call = engine.send("PUT", "/api/v1/order", order(race));
        boolean heard = killDuring(engine, call);

        Galaxy left = onDisk();
        assertThat(left).isIn(before, after);
        assertThat(heard && !left.equals(after)).as("an answered order is lost").isFalse();
        expected = left;
    }

    private void killInTheMiddleOfATurn(EngineProcess engine) throws Exception {
        Galaxy before = expected;
        Galaxy after = Rules.next(before);
        CompletableFuture<HttpResponse<String>> call = engine.send("PUT", "/api/v1/admin/turn", turn());
        boolean heard = killDuring(engine, call);

        Galaxy left = onDisk();
        assertThat(left).isIn(before, after);
        assertThat(heard && left.equals(before)).as("an answered turn is lost").isFalse();
        unplayed += left.equals(before) ? 1 : 0;
        unheard += left.equals(after) && !heard ? 1 : 0;
        expected = left;
    }

    /** Kills when one of the traces of a call shows on the disk, or at any moment; returns whether the answer came. */
    private boolean killDuring(EngineProcess engine, CompletableFuture<?> call) throws Exception {
        long written = ledgerSize();
        Path next = directory.resolve("turn-%09d.json".formatted(expected.turn() + 1));
        long deadline = System.nanoTime() + random.nextLong(LONGEST_CALL_NANOS);
        BooleanSupplier moment = List.<BooleanSupplier>of(
                        () -> true,
                        () -> System.nanoTime() > deadline,
                        () -> Files.exists(directory.resolve("next.tmp")),
                        () -> Files.exists(next),
                        () -> ledgerSize() > written)
                .get(random.nextInt(5));
        while (!moment.getAsBoolean() && !call.isDone()) {
            Thread.onSpinWait();
        }
        engine.kill();
        return call.handle((answer, failure) -> failure == null).join();
    }

    /** The engine that was just started says, and holds, what the game in memory says. */
    private void assertNothingTorn(EngineProcess engine) throws IOException {
        assertThat(engine.call("GET", "/api/v1/admin/status", "").body()).isEqualTo(state());
        assertThat(onDisk()).isEqualTo(expected);
        assertThat(Files.readAllLines(directory.resolve("ledger.log")))
                .isEqualTo(IntStream.rangeClosed(1, expected.turn())
                        .mapToObj(turn -> turn + " " + ID)
                        .toList());
    }

    /** Reads the newest turn as it lies there, without what a start of the engine would mend. */
    private Galaxy onDisk() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            Path newest = files.filter(file -> file.toString().endsWith(".json"))
                    .max(Path::compareTo)
                    .orElseThrow();
            return JsonRecords.read(Galaxy.class, JsonReader.read(Files.readAllBytes(newest)), "galaxy");
        }
    }

    private long ledgerSize() {
        return directory.resolve("ledger.log").toFile().length();
    }

    private String state() {
        return JsonRecords.write(State.of(expected));
    }

    private String turn() {
        return "{\"game_id\":\"" + ID + "\",\"expected_turn\":" + expected.turn() + "}";
    }

    private String order(String race) {
        List<Order> orders = expected.race(race).orElseThrow().orders();
        return "{\"actor\":\"" + race + "\",\"cmd\":" + JsonRecords.write(orders) + "}";
    }
}

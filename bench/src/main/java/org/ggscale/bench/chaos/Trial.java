package org.ggscale.bench.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.ggscale.bench.chaos.Finding.Invariant;

/** Hosts killed one after the other, on one data directory and one database. */
final class Trial {
    private static final int PAUSE_MS = 100;

    private final Ground ground;
    private final Subjects subjects;
    private final Random random;
    private final Consumer<String> log;
    private final Tally tally;
    private Instant death = Instant.EPOCH;

    Trial(Ground ground, Random random, Consumer<String> log) {
        this.ground = ground;
        this.subjects = ground.subjects();
        this.random = random;
        this.log = log;
        this.tally = new Tally(ground.name(), subjects.kinds());
    }

    /**
     * Kills a host so many times, and judges what is left.
     *
     * @param beside whether a second host works on the same database, and dies with the first every other time
     */
    Tally run(int rounds, boolean beside) throws IOException, InterruptedException {
        HostProcess host = ground.startHost(0);
        Optional<HostProcess> other = Optional.empty();
        try {
            subjects.register(new InternalRest(host.awaitReady()), ground.directory());
            other = beside ? Optional.of(ground.startOther(0)) : other;
            Moment moment = new Moment(Moment.Aim.EARLY, Duration.ZERO, Duration.ZERO);
            for (int round = 1; round <= rounds; round++) {
                moment = Moment.draw(random, moment.aim());
                if (moment.aim() != Moment.Aim.EARLY) {
                    settle(host);
                }
                approach(moment);
                host.kill();
                death = Instant.now();
                log.accept("%s: kill %d of %d, %s".formatted(ground.name(), round, rounds, moment));
                if (other.isPresent() && round % 2 == 0) {
                    other.get().kill();
                    other = Optional.of(ground.startOther(round));
                }
                host = ground.startHost(round);
            }
            settle(host);
            judge(host);
            if (other.isPresent()) {
                stop(other.get());
            }
            return tally;
        } finally {
            host.kill();
            if (other.isPresent()) {
                other.get().kill();
            }
        }
    }

    private void approach(Moment moment) throws IOException, InterruptedException {
        Thread.sleep(moment.delay());
        if (moment.aim() == Moment.Aim.CALL) {
            new CallWatch(subjects.ledgers()).await(Duration.ofSeconds(3));
            Thread.sleep(moment.after());
        }
    }

    /** Waits until every game moves again, and does an operator's part in it. */
    private void settle(HostProcess host) throws IOException, InterruptedException {
        InternalRest rest = new InternalRest(host.awaitReady());
        Instant ready = Instant.now();
        List<Standing> standings = standings(rest);
        Progress progress = new Progress(subjects.kinds(), death, ready, standings);
        Operator operator = new Operator(subjects);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            while (true) {
                for (UUID game : progress.see(Instant.now(), standings)) {
                    threads.execute(() -> operator.vouch(rest, game));
                }
                if (progress.over(Instant.now())) {
                    break;
                }
                Thread.sleep(PAUSE_MS);
                standings = standings(rest);
            }
        }
        tally.settled(progress, rest);
        log.accept("%s: %d games were in a turn, %d parked, recovered after %s"
                .formatted(
                        ground.name(),
                        progress.interrupted().size(),
                        progress.parked().size(),
                        progress.slowest().map(time -> time.toMillis() + " ms").orElse("no wait")));
    }

    static List<Standing> standings(InternalRest rest) throws IOException, InterruptedException {
        return rest.list("/runtimes").stream().map(Standing::of).toList();
    }

    private void judge(HostProcess host) throws IOException, InterruptedException {
        InternalRest rest = new InternalRest(host.awaitReady());
        Operator operator = new Operator(subjects);
        for (UUID game : subjects.kinds().keySet()) {
            rest.post("/runtimes/" + game + "/stop", "{\"reason\":\"the trial is over\"}")
                    .expect(200);
        }
        for (UUID game : subjects.kinds().keySet()) {
            operator.awaitQuiet(game);
            Account account = account(rest, game);
            tally.judged(account, Judge.judge(subjects.lines(game), account));
        }
        tally.found(subjects.strangers());
        tally.answered(rest);
        stop(host);
    }

    private void stop(HostProcess host) throws InterruptedException {
        int exit = host.stop();
        if (exit != 0) {
            tally.found(List.of(new Finding(
                    Invariant.STUCK, Finding.NO_GAME, "the host did not end on SIGTERM with 0, but with " + exit)));
        }
    }

    static Account account(InternalRest rest, UUID game) throws IOException, InterruptedException {
        Standing standing = Standing.of(rest.get("/runtimes/" + game).expect(200));
        List<Long> listed = new ArrayList<>();
        for (JsonNode turn : rest.list("/runtimes/" + game + "/turns")) {
            if (!turn.path("outcome").asText().equals("failed")) {
                listed.add(turn.path("turn").asLong());
            }
        }
        List<Account.Told> told =
                rest
                        .events(
                                game.toString(),
                                event -> event.path("runtime_status").asText().equals("stopped"))
                        .stream()
                        .map(Trial::told)
                        .toList();
        return new Account(game, standing.currentTurn(), standing.target(), listed, told);
    }

    private static Account.Told told(JsonNode event) {
        return new Account.Told(
                UUID.fromString(event.path("game_id").asText()),
                event.path("current_turn").asLong());
    }
}

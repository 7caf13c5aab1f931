package org.ggscale.bench.chaos;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Event;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ggscale.bench.chaos.Finding.Invariant;

/**
 * The host is killed while it registers one game and restarts another: at any moment of the first two seconds, just after one of
 * their containers was created, while it waits to be started (which comes after the host's death, or never), or just after one
 * was started.
 */
record HostFault(Scene scene) implements DockerTrial.Fault {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** What a kill waits for, and the longest time from there, one half of the times and the other, in ms. */
    private enum Aim {
        REQUEST(500, 2_000),
        CREATE(1, 40),
        HELD(1, 40),
        START(1_000, 6_000);

        private final int shorter;
        private final int longest;

        Aim(int shorter, int longest) {
            this.shorter = shorter;
            this.longest = longest;
        }
    }

    @Override
    public DockerTrial.Hit strike() throws IOException, InterruptedException {
        retire();
        UUID fresh = new UUID(scene.random.nextLong(), scene.random.nextLong());
        UUID old = scene.drawContained();
        boolean conditional = scene.random.nextBoolean();
        Aim aim = Aim.values()[scene.random.nextInt(Aim.values().length)];
        int after = scene.random.nextInt(scene.random.nextBoolean() ? aim.shorter : aim.longest);
        scene.ground.subjects().add(fresh, conditional ? EngineKind.CONDITIONAL_CONTAINER : EngineKind.PLAIN_CONTAINER);
        InternalRest rest = scene.rest();
        strikeAt(aim, after, List.of(() -> register(rest, fresh), () -> rest.restart(old.toString())));
        Instant death = Instant.now();
        scene.count("host_kills");
        count(List.of(fresh, old));
        scene.startHost();
        retry(fresh);
        scene.begins(fresh);
        return new DockerTrial.Hit(death, Set.of(fresh, old));
    }

    /** A request whose answer nobody waits for. */
    private interface Request {
        InternalRest.Reply send() throws IOException, InterruptedException;
    }

    private InternalRest.Reply register(InternalRest rest, UUID game) throws IOException, InterruptedException {
        return rest.register(game.toString(), scene.ground.subjects().registration(game));
    }

    private void strikeAt(Aim aim, int after, List<Request> requests) throws IOException, InterruptedException {
        if (aim == Aim.HELD) {
            strikeBeforeStart(after, requests);
        } else {
            strikeAfter(aim, after, requests);
        }
        scene.log("host killed %d ms after a %s".formatted(after, aim));
    }

    private void strikeBeforeStart(int after, List<Request> requests) throws InterruptedException {
        StartGate gate = scene.daemon.gate();
        gate.hold();
        requests.forEach(request -> Thread.startVirtualThread(() -> sendInVain(request)));
        boolean unused = gate.awaitHeld(Duration.ofSeconds(20));
        Thread.sleep(after);
        scene.killHost();
        gate.release(scene.random.nextBoolean());
    }

    private void strikeAfter(Aim aim, int after, List<Request> requests) throws IOException, InterruptedException {
        CountDownLatch seen = new CountDownLatch(aim == Aim.REQUEST ? 0 : 1);
        String event = aim == Aim.START ? "start" : "create";
        try (var events = scene.daemon
                .client()
                .eventsCmd()
                .withEventTypeFilter("container")
                .withEventFilter(event)
                .exec(new ResultCallback.Adapter<Event>() {
                    @Override
                    public void onNext(Event heard) {
                        seen.countDown();
                    }
                })) {
            events.awaitStarted();
            requests.forEach(request -> Thread.startVirtualThread(() -> sendInVain(request)));
            boolean unused = seen.await(20, TimeUnit.SECONDS);
            Thread.sleep(after);
            scene.killHost();
        }
    }

    private static void sendInVain(Request request) {
        try {
            request.send();
        } catch (IOException expected) {
            // Its host was killed.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a dead host has asked of the daemon is done a moment later. */
    private void count(List<UUID> games) throws IOException, InterruptedException {
        Thread.sleep(500);
        Map<UUID, Placement> placements = Placement.all(scene.ground.database()).stream()
                .collect(Collectors.toMap(Placement::game, Function.identity()));
        for (UUID game : games) {
            scene.count(Window.of(Optional.ofNullable(placements.get(game)), scene.boxes.of(game))
                    .label());
        }
    }

    /** Registers a game again, as its caller would, until it runs. */
    private void retry(UUID game) throws IOException, InterruptedException {
        InternalRest rest = scene.rest();
        Instant end = Instant.now().plus(PATIENCE);
        InternalRest.Reply reply = register(rest, game);
        while (!runs(rest, game) && Instant.now().isBefore(end)) {
            Thread.sleep(250);
            reply = register(rest, game);
        }
        if (!runs(rest, game)) {
            scene.tally.found(List.of(new Finding(
                    Invariant.STUCK, game, "it cannot be registered: " + reply.status() + " " + reply.body())));
        }
    }

    private static boolean runs(InternalRest rest, UUID game) throws IOException, InterruptedException {
        InternalRest.Reply reply = rest.get("/runtimes/" + game);
        return reply.status() == 200
                && !Objects.equals(reply.body().path("status").asText(), "starting");
    }

    /** Games do not pile up: one is stopped before another one comes. */
    private void retire() throws IOException, InterruptedException {
        if (scene.contained().size() > 5) {
            UUID game = scene.drawContained();
            scene.rest()
                    .post("/runtimes/" + game + "/stop", "{\"reason\":\"one too many\"}")
                    .expect(200);
            scene.ends(game);
        }
    }
}

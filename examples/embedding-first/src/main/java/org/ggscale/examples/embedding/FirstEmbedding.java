package org.ggscale.examples.embedding;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.ggscale.core.GgScale;
import org.ggscale.core.engine.EngineOptions;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.game.Member;
import org.ggscale.core.game.RaceName;
import org.ggscale.core.game.UserId;
import org.ggscale.core.play.PlayOutcome;
import org.ggscale.core.runtime.NewRuntime;
import org.ggscale.core.runtime.PlayerTurnStats;
import org.ggscale.core.runtime.Registration;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeEvents;
import org.ggscale.core.schedule.TurnSchedule;
import org.ggscale.core.tenant.TenantId;

/** Runs a game of {@link LowestNumber} for two players, a turn a second, until somebody has won. */
public final class FirstEmbedding {
    static final GameKey GAME = new GameKey(TenantId.DEFAULT, new GameId(UUID.randomUUID()));
    static final UserId ANN = new UserId("ann");
    static final UserId BOB = new UserId("bob");

    private static final SemanticVersion VERSION = SemanticVersion.parse("1.0.0");

    private FirstEmbedding() {}

    /** Plays one game and prints what happens. */
    public static void main(String[] arguments) throws InterruptedException {
        try (GgScale ggscale = GgScale.builder()
                .engine("lowest-number", game -> new LowestNumber())
                .build()) {
            ggscale.start();
            register(ggscale, TurnSchedule.parse("@every 1s"));
            follow(ggscale);
        }
    }

    static Registration register(GgScale ggscale, TurnSchedule schedule) {
        Instant now = ggscale.host().now();
        EngineVersion version = new EngineVersion(
                VERSION,
                ImageRef.parse("in-process:lowest-number"),
                EngineOptions.NONE,
                EngineVersion.Status.ACTIVE,
                now,
                now);
        ggscale.storage().engineVersions().create(TenantId.DEFAULT, version);
        List<Member> members = List.of(new Member(ANN, new RaceName("Ann's")), new Member(BOB, new RaceName("Bob's")));
        return ggscale.registrar().register(new NewRuntime(GAME, VERSION, schedule, Optional.empty(), members));
    }

    static PlayOutcome order(GgScale ggscale, UserId user, int number) {
        return ggscale.play().orders(GAME, user, ("[" + number + "]").getBytes(StandardCharsets.UTF_8));
    }

    private static void follow(GgScale ggscale) throws InterruptedException {
        Optional<String> cursor = Optional.empty();
        boolean finished = false;
        while (!finished) {
            var query = new RuntimeEvents.Query(
                    TenantId.DEFAULT, RuntimeEvent.Channel.LOBBY, Optional.of(GAME.gameId()), cursor, 100);
            if (ggscale.storage().runtimeEvents().read(query)
                    instanceof RuntimeEvents.Reading.Events(List<RuntimeEvents.Stored> events, String next)) {
                for (RuntimeEvents.Stored stored : events) {
                    finished |= tell(ggscale, stored.event());
                }
                cursor = Optional.of(next);
            }
            Thread.sleep(50);
        }
    }

    /** Prints an event, sends orders for the next turn, and returns whether there is none. */
    private static boolean tell(GgScale ggscale, RuntimeEvent event) {
        switch (event) {
            case RuntimeEvent.SnapshotUpdate snapshot -> {
                System.out.println("turn " + snapshot.currentTurn() + ": " + points(snapshot.playerTurnStats()));
                order(ggscale, ANN, ThreadLocalRandom.current().nextInt(1, 4));
                order(ggscale, BOB, ThreadLocalRandom.current().nextInt(1, 4));
            }
            case RuntimeEvent.GameFinished won ->
                System.out.println("turn " + won.finalTurnNumber() + ": " + points(won.playerTurnStats()) + ", won");
            case RuntimeEvent.Notification notification -> System.out.println(notification.kind());
        }
        return event instanceof RuntimeEvent.GameFinished;
    }

    private static String points(List<PlayerTurnStats> stats) {
        return stats.stream()
                .map(each -> each.userId() + " " + (long) each.population())
                .collect(Collectors.joining(", "));
    }
}

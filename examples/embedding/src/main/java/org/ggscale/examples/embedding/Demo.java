package org.ggscale.examples.embedding;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.PlayerTurnStats;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.schedule.TurnSchedule;
import org.ggscale.core.tenant.TenantId;

/** Plays one game of two bots, a turn a second, and prints what the lobby hears. */
public final class Demo {
    private static final GameLoop LOOP = new GameLoop(Duration.ofMillis(50));
    private static final GameServer SERVER =
            new GameServer(LOOP, Stores.inMemory(), System::nanoTime, Optional.empty(), Demo::tell);

    private Demo() {}

    /** Plays until somebody has won. */
    public static void main(String[] arguments) {
        try (SERVER) {
            SERVER.open();
            SERVER.begin(TurnSchedule.parse("@every 1s"), "ann", "bob");
            LOOP.run();
        }
    }

    private static void tell(RuntimeEvent event) {
        switch (event) {
            case RuntimeEvent.SnapshotUpdate snapshot -> {
                System.out.println("turn " + snapshot.currentTurn() + ": " + points(snapshot.playerTurnStats()));
                GameKey game = new GameKey(TenantId.DEFAULT, snapshot.gameId());
                SERVER.order(game, "ann", number());
                SERVER.order(game, "bob", number());
            }
            case RuntimeEvent.GameFinished won -> {
                System.out.println("turn " + won.finalTurnNumber() + ": " + points(won.playerTurnStats()) + ", won");
                LOOP.stop();
            }
            case RuntimeEvent.Notification notification -> System.out.println(notification.kind());
        }
    }

    private static String number() {
        return String.valueOf(ThreadLocalRandom.current().nextInt(1, 4));
    }

    private static String points(List<PlayerTurnStats> stats) {
        return stats.stream()
                .map(each -> each.userId() + " " + (long) each.population())
                .collect(Collectors.joining(", "));
    }
}

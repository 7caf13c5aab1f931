package org.ggscale.examples.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ggscale.core.GgScale;
import org.ggscale.core.Page;
import org.ggscale.core.engine.EngineOptions;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.InProcessEngine;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.game.Member;
import org.ggscale.core.game.RaceName;
import org.ggscale.core.game.UserId;
import org.ggscale.core.play.PlayOutcome;
import org.ggscale.core.runtime.NewRuntime;
import org.ggscale.core.runtime.Registration;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.schedule.TurnSchedule;
import org.ggscale.core.tenant.TenantId;
import org.ggscale.core.turn.TurnRow;
import org.ggscale.testkit.ManualClock;
import org.ggscale.testkit.ManualTicker;

/** A game of Ann and Bob with a turn every evening at six, whose days pass when a test says so. */
final class DailyGame implements AutoCloseable {
    static final UserId ANN = new UserId("ann");
    static final UserId BOB = new UserId("bob");

    private static final SemanticVersion VERSION = SemanticVersion.parse("1.0.0");
    private static final List<Member> MEMBERS =
            List.of(new Member(ANN, new RaceName("Ann's")), new Member(BOB, new RaceName("Bob's")));

    private final ManualClock clock = ManualClock.at("2029-12-31T18:00:00Z");
    private final ManualTicker ticker = new ManualTicker();
    private final GameKey key = new GameKey(TenantId.DEFAULT, new GameId(new UUID(0, 1)));
    private final GgScale ggscale;

    DailyGame(InProcessEngine engine) {
        ggscale = GgScale.builder()
                .engine("game", game -> engine)
                .clock(clock)
                .nanoTime(clock::nanoTime)
                .ticker(ticker)
                .build();
        ggscale.start();
    }

    /** Registers the game. */
    Registration begin() {
        Instant now = clock.instant();
        var version = new EngineVersion(
                VERSION, ImageRef.parse("in-process:game"), EngineOptions.NONE, EngineVersion.Status.ACTIVE, now, now);
        ggscale.storage().engineVersions().create(TenantId.DEFAULT, version);
        return ggscale.registrar()
                .register(new NewRuntime(key, VERSION, TurnSchedule.parse("0 18 * * *"), Optional.empty(), MEMBERS));
    }

    /** Orders a number for the next turn. */
    PlayOutcome order(UserId player, int number) {
        return ggscale.play().orders(key, player, ("[" + number + "]").getBytes(StandardCharsets.UTF_8));
    }

    /** Lets time pass without a tick, ticks once, and waits until what was due is played. */
    void pass(Duration time) throws InterruptedException {
        clock.advance(time);
        ticker.tick();
        if (!ggscale.turns().awaitIdle(Duration.ofSeconds(10))) {
            throw new AssertionError("a turn hangs");
        }
    }

    /** Returns where the game stands. */
    RuntimeRecord record() {
        return ggscale.storage().runtimeRecords().find(key).orElseThrow();
    }

    /** Returns the turns, newest first. */
    List<TurnRow> turns() {
        return ggscale.storage().turns().history(key, Page.Request.first(200)).items();
    }

    @Override
    public void close() {
        ggscale.close();
    }
}

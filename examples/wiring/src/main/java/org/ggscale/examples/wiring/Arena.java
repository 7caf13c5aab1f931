package org.ggscale.examples.wiring;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ggscale.core.Storage;
import org.ggscale.core.engine.EngineOptions;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.game.Member;
import org.ggscale.core.game.RaceName;
import org.ggscale.core.game.UserId;
import org.ggscale.core.play.Play;
import org.ggscale.core.play.PlayOutcome;
import org.ggscale.core.runtime.NewRuntime;
import org.ggscale.core.runtime.Registrar;
import org.ggscale.core.runtime.Registration;
import org.ggscale.core.schedule.TurnSchedule;
import org.ggscale.core.tenant.TenantId;
import org.ggscale.core.turn.ForceOutcome;
import org.ggscale.core.turn.TurnScheduler;

/** A part of somebody's server: says in its constructor what it needs, and knows no container. */
@Singleton
public final class Arena {
    static final UserId ANN = new UserId("ann");
    private static final SemanticVersion VERSION = SemanticVersion.parse("1.0.0");

    private final Storage storage;
    private final Registrar registrar;
    private final Play play;
    private final TurnScheduler turns;

    /** Takes four parts of the core. */
    @Inject
    public Arena(Storage storage, Registrar registrar, Play play, TurnScheduler turns) {
        this.storage = storage;
        this.registrar = registrar;
        this.play = play;
        this.turns = turns;
    }

    /** Begins a game of Ann with a turn every evening. */
    public Registration begin(GameId id) {
        var version = new EngineVersion(
                VERSION,
                ImageRef.parse("in-process:lowest-number"),
                EngineOptions.NONE,
                EngineVersion.Status.ACTIVE,
                Instant.EPOCH,
                Instant.EPOCH);
        storage.engineVersions().create(TenantId.DEFAULT, version);
        List<Member> members = List.of(new Member(ANN, new RaceName("Ann's")));
        return registrar.register(
                new NewRuntime(key(id), VERSION, TurnSchedule.parse("0 18 * * *"), Optional.empty(), members));
    }

    /** Passes on Ann's number. */
    public PlayOutcome order(GameId id, int number) {
        return play.orders(key(id), ANN, ("[" + number + "]").getBytes(StandardCharsets.UTF_8));
    }

    /** Plays a turn now. */
    public ForceOutcome turn(GameId id) throws InterruptedException {
        return turns.force(key(id));
    }

    private static GameKey key(GameId id) {
        return new GameKey(TenantId.DEFAULT, id);
    }
}

package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.ggscale.core.GgScale;
import org.ggscale.core.engine.EngineOptions;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.game.Member;
import org.ggscale.core.game.RaceName;
import org.ggscale.core.game.UserId;
import org.ggscale.core.runtime.HostLife;
import org.ggscale.core.runtime.NewRuntime;
import org.ggscale.core.runtime.Registration;
import org.ggscale.core.runtime.RuntimeStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlowRegistrationTest {
    private final GameKey key = Fixtures.newKey();
    private final ManualClock clock = ManualClock.at("2026-01-01T00:00:00Z");
    private final ManualTicker ticker = new ManualTicker();
    private final GgScale ggscale = GgScale.builder()
            .engine("slow", gameId -> new ForwardingGame(new ScriptedGame()) {
                @Override
                public EngineReply init(GameId game, List<RaceName> races) {
                    aMinutePasses();
                    return super.init(game, races);
                }
            })
            .clock(clock)
            .nanoTime(clock::nanoTime)
            .ticker(ticker)
            .build();

    @AfterEach
    void close() {
        ggscale.close();
    }

    @Test
    void a_registration_is_not_undone_by_its_own_host_however_long_its_engine_takes() {
        ggscale.start();
        ggscale.storage().engineVersions().create(key.tenant(), version());

        assertThat(ggscale.registrar().register(request())).isInstanceOf(Registration.Registered.class);

        assertThat(ggscale.storage().runtimeRecords().find(key))
                .hasValueSatisfying(record -> assertThat(record.status()).isEqualTo(RuntimeStatus.RUNNING));
    }

    /** The host goes on meanwhile: it stays alive, and looks for abandoned work again and again. */
    private void aMinutePasses() {
        for (int beat = 0; beat < 20; beat++) {
            clock.advance(HostLife.BEAT);
            ticker.tick();
            try {
                assertThat(ggscale.turns().awaitIdle(Patience.limit())).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private EngineVersion version() {
        return new EngineVersion(
                Fixtures.VERSION,
                ImageRef.parse("in-process:slow"),
                EngineOptions.NONE,
                EngineVersion.Status.ACTIVE,
                clock.instant(),
                clock.instant());
    }

    private NewRuntime request() {
        return new NewRuntime(
                key,
                Fixtures.VERSION,
                Fixtures.SCHEDULE,
                Optional.empty(),
                List.of(new Member(new UserId("ann"), new RaceName("Terra"))));
    }
}

package org.ggscale.examples.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ggscale.core.GgScale;
import org.ggscale.core.Storage;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.engine.EngineOptions;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.game.Member;
import org.ggscale.core.game.RaceName;
import org.ggscale.core.game.UserId;
import org.ggscale.core.runtime.NewRuntime;
import org.ggscale.core.runtime.Registration;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeEvents;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.schedule.TurnSchedule;
import org.ggscale.core.tenant.TenantId;
import org.ggscale.examples.embedding.LowestNumber;
import org.ggscale.testkit.ManualClock;
import org.ggscale.testkit.ManualTicker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole game on the file as it is used: durable, and closed and opened again. */
class WholeGameTest {
    private static final GameKey GAME = new GameKey(TenantId.DEFAULT, new GameId(new UUID(0, 1)));
    private static final UserId ANN = new UserId("ann");
    private static final SemanticVersion VERSION = SemanticVersion.parse("1.0.0");

    private final ManualClock clock = ManualClock.at("2030-01-01T00:00:00Z");
    private final ManualTicker ticker = new ManualTicker();

    @TempDir
    private Path directory;

    @Test
    void a_game_is_played_to_its_end_and_the_file_remembers_it() throws InterruptedException {
        Path file = directory.resolve("games.db");
        try (Storage storage = SqliteGgScale.create(file, clock)) {
            play(storage);
        }

        try (Storage reopened = SqliteGgScale.create(file, clock)) {
            assertThat(reopened.runtimeRecords().find(GAME)).hasValueSatisfying(record -> {
                assertThat(record.status()).isEqualTo(RuntimeStatus.FINISHED);
                assertThat(record.currentTurn()).isEqualTo(3);
            });
            assertThat(reopened.turns().find(GAME, 3)).isPresent();
            assertThat(lobbyEvents(reopened)).hasSize(4).last().isInstanceOf(RuntimeEvent.GameFinished.class);
        }
    }

    @Test
    void a_file_that_is_no_database_is_named() throws Exception {
        Path file = Files.writeString(directory.resolve("letter.txt"), "Dear Ann, ".repeat(100));
        try (Storage storage = SqliteGgScale.create(file, clock)) {
            assertThat(storage.check())
                    .hasValueSatisfying(message -> assertThat(message).contains("letter.txt"));
            assertThatThrownBy(() -> storage.runtimeRecords().find(GAME)).isInstanceOf(UnavailableException.class);
        }
    }

    private void play(Storage storage) throws InterruptedException {
        try (GgScale ggscale = GgScale.builder()
                .storage(storage)
                .engine("lowest-number", id -> new LowestNumber(3))
                .clock(clock)
                .nanoTime(clock::nanoTime)
                .ticker(ticker)
                .build()) {
            ggscale.start();
            storage.engineVersions().create(TenantId.DEFAULT, version(clock.instant()));
            var request = new NewRuntime(
                    GAME,
                    VERSION,
                    TurnSchedule.parse("@daily"),
                    Optional.empty(),
                    List.of(new Member(ANN, new RaceName("Ann's"))));
            assertThat(ggscale.registrar().register(request)).isInstanceOf(Registration.Registered.class);
            for (int day = 1; day <= 3; day++) {
                ggscale.play().orders(GAME, ANN, "[7]".getBytes(StandardCharsets.UTF_8));
                clock.advance(Duration.ofDays(1));
                ticker.tick();
                assertThat(ggscale.turns().awaitIdle(Duration.ofSeconds(10))).isTrue();
            }
        }
    }

    private static EngineVersion version(Instant now) {
        return new EngineVersion(
                VERSION,
                ImageRef.parse("in-process:lowest-number"),
                EngineOptions.NONE,
                EngineVersion.Status.ACTIVE,
                now,
                now);
    }

    private static List<RuntimeEvent> lobbyEvents(Storage storage) {
        var query = new RuntimeEvents.Query(
                TenantId.DEFAULT, RuntimeEvent.Channel.LOBBY, Optional.empty(), Optional.empty(), 100);
        var reading = (RuntimeEvents.Reading.Events) storage.runtimeEvents().read(query);
        return reading.events().stream().map(RuntimeEvents.Stored::event).toList();
    }
}

package org.ggscale.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.ggscale.core.GgScale;
import org.ggscale.core.engine.EngineOptions;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.game.Member;
import org.ggscale.core.game.RaceName;
import org.ggscale.core.game.UserId;
import org.ggscale.core.runtime.NewRuntime;
import org.ggscale.core.runtime.Registration;
import org.ggscale.core.schedule.TurnSchedule;
import org.ggscale.core.turn.ForceOutcome;
import org.ggscale.testkit.Fixtures;
import org.ggscale.testkit.ManualTicker;
import org.ggscale.testkit.ScriptedGame;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a turn leaves in the database, indexes included: the numbers of the page on growth. */
class GrowthIT {
    private static final int TURNS = 1_000;

    @ParameterizedTest
    @CsvSource({"2, 240, 320, 1300", "10, 240, 320, 2600"})
    void a_turn_takes_no_more_than_is_written_down(int players, long turns, long log, long outbox) throws Exception {
        Schema schema = Schema.migrated(Server.NEWEST, "growth");
        GameKey game = Fixtures.newKey();
        try (PostgresGgScale storage = schema.separateLogins().build();
                GgScale ggscale = GgScale.builder()
                        .storage(storage)
                        .engine("count", id -> new ScriptedGame())
                        .ticker(new ManualTicker())
                        .build()) {
            ggscale.start();
            storage.engineVersions().create(Fixtures.TENANT, version());
            assertThat(ggscale.registrar().register(request(game, players)))
                    .isInstanceOf(Registration.Registered.class);
            Map<String, Long> before = sizes(schema);
            for (int i = 0; i < TURNS; i++) {
                assertThat(ggscale.turns().force(game)).isInstanceOf(ForceOutcome.Committed.class);
                assertThat(ggscale.turns().awaitIdle(Duration.ofMinutes(1))).isTrue();
            }
            Map<String, Long> grown = sizes(schema);
            grown.replaceAll((table, size) -> (size - before.get(table)) / TURNS);

            assertThat(grown.get("game_turns")).isBetween(1L, turns);
            assertThat(grown.get("operation_log")).isBetween(1L, log);
            assertThat(grown.get("outbox")).isBetween(1L, outbox);
            // A record is written over again and again, and nobody clears away meanwhile on this server.
            grown.keySet().removeAll(Set.of("game_turns", "operation_log", "outbox", "runtime_records"));
            assertThat(grown.values()).as("other tables: %s", grown).containsOnly(0L);
        }
    }

    /** Returns the bytes of each table with its indexes, after what is dead was cleared away. */
    private static Map<String, Long> sizes(Schema schema) {
        Map<String, Long> sizes = new HashMap<>();
        for (String table : schema.tables()) {
            schema.execute("vacuum " + table);
            sizes.put(
                    table,
                    Long.parseLong(schema.query("select pg_total_relation_size('" + table + "')")
                            .get(0)));
        }
        return sizes;
    }

    private static NewRuntime request(GameKey game, int players) {
        List<Member> members = IntStream.range(0, players)
                .mapToObj(i -> new Member(new UserId(UUID.randomUUID().toString()), new RaceName("Race " + i)))
                .toList();
        return new NewRuntime(game, Fixtures.VERSION, TurnSchedule.parse("@daily"), Optional.empty(), members);
    }

    private static EngineVersion version() {
        return new EngineVersion(
                Fixtures.VERSION,
                ImageRef.parse("in-process:count"),
                EngineOptions.NONE,
                EngineVersion.Status.ACTIVE,
                Instant.EPOCH,
                Instant.EPOCH);
    }
}

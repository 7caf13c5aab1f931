package org.ggscale.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.ggscale.core.GgScale;
import org.ggscale.core.engine.EngineCapability;
import org.ggscale.core.engine.EngineOptions;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.game.Member;
import org.ggscale.core.game.RaceName;
import org.ggscale.core.game.UserId;
import org.ggscale.core.play.Membership;
import org.ggscale.core.play.Memberships;
import org.ggscale.core.play.PlayOutcome;
import org.ggscale.core.runtime.NewRuntime;
import org.ggscale.core.runtime.Registration;
import org.ggscale.core.schedule.TurnSchedule;
import org.ggscale.testkit.Fixtures;
import org.ggscale.testkit.ScriptedGame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one host changes of memberships, the others feel. */
class MembershipChangesIT {
    private static final UserId ANN = new UserId("ann");

    private final Schema schema = Schema.migrated(Server.NEWEST, "felt");
    private final PostgresGgScale here = schema.separateLogins().build();
    private final PostgresGgScale there = schema.separateLogins().build();
    private final GgScale first = host(here);
    private final GgScale second = host(there);
    private final GameKey game = Fixtures.newKey();

    private static GgScale host(PostgresGgScale storage) {
        return GgScale.builder()
                .storage(storage)
                .engine("scripted", id -> new ScriptedGame(EngineCapability.CONDITIONAL_TURN))
                .build();
    }

    @BeforeEach
    void start() {
        first.start();
        second.start();
        here.engineVersions()
                .create(
                        Fixtures.TENANT,
                        new EngineVersion(
                                Fixtures.VERSION,
                                ImageRef.parse("in-process:scripted"),
                                EngineOptions.NONE,
                                EngineVersion.Status.ACTIVE,
                                Instant.now(),
                                Instant.now()));
        assertThat(first.registrar()
                        .register(new NewRuntime(
                                game,
                                Fixtures.VERSION,
                                TurnSchedule.parse("@daily"),
                                Optional.empty(),
                                List.of(new Member(ANN, new RaceName("Terra"))))))
                .isInstanceOf(Registration.Registered.class);
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
        here.close();
        there.close();
    }

    @Test
    void a_status_that_one_host_sets_is_felt_by_another_within_a_second() {
        assertThat(mayPlay(second)).isTrue();

        List<Duration> delays = Stream.of(
                        Membership.Status.REMOVED, Membership.Status.ACTIVE, Membership.Status.BLOCKED)
                .map(status -> {
                    boolean allowed = status == Membership.Status.ACTIVE;
                    first.memberships().set(game, ANN, status);
                    assertThat(mayPlay(first)).isEqualTo(allowed);
                    return until(() -> mayPlay(second) == allowed);
                })
                .toList();

        assertThat(median(delays)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void an_invalidation_on_one_host_is_felt_by_another_within_a_second() {
        assertThat(mayPlay(second)).isTrue();

        List<Duration> delays = Stream.of("blocked", "active", "blocked")
                .map(status -> {
                    boolean before = mayPlay(second);
                    schema.execute("update memberships set status = '" + status + "'");
                    assertThat(mayPlay(second)).isEqualTo(before);
                    first.memberships().invalidate(game);
                    return until(() -> mayPlay(second) != before);
                })
                .toList();

        assertThat(median(delays)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void a_change_that_commits_later_than_a_newer_one_is_found() throws Exception {
        Memberships memberships = there.memberships();
        try (Connection slow = schema.superuser();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            GameKey late = Fixtures.newKey();
            statement.execute(
                    "insert into membership_changes (tenant_id, game_id) values (1, '" + late.gameId() + "')");
            String before = memberships.changes(Optional.empty()).cursor();
            here.memberships().announce(game);
            Memberships.Changes newer = memberships.changes(Optional.of(before));
            assertThat(newer.games()).containsExactly(game);

            slow.commit();

            assertThat(memberships.changes(Optional.of(newer.cursor())).games()).isEqualTo(Set.of(late));
        }
    }

    @Test
    void old_changes_are_swept_by_new_ones() {
        schema.execute("insert into membership_changes (tenant_id, game_id, changed_at)"
                + " select 1, gen_random_uuid(), now() - interval '11 minutes' from generate_series(1, 10)");

        here.memberships().announce(game);

        assertThat(schema.query("select game_id from membership_changes"))
                .containsExactly(game.gameId().toString());
    }

    /** Each is close to the longest there is: the change before it has just been felt, so the next pulse is the farthest. */
    private static Duration until(BooleanSupplier felt) {
        long begun = System.nanoTime();
        Duration waited = Duration.ZERO;
        while (!felt.getAsBoolean()) {
            waited = Duration.ofNanos(System.nanoTime() - begun);
            assertThat(waited).isLessThan(Duration.ofSeconds(20));
        }
        return waited;
    }

    /** One hiccup of the machine is nobody's fault. */
    private static Duration median(List<Duration> delays) {
        return delays.stream().sorted().toList().get(delays.size() / 2);
    }

    /** The second host's object knows no such game: that it was asked at all shows that the member may play. */
    private boolean mayPlay(GgScale host) {
        return host.play().report(game, ANN, 0) instanceof PlayOutcome.Answered;
    }
}

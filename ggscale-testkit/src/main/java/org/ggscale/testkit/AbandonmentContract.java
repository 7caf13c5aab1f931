package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.testkit.Fixtures.FUTURE;
import static org.ggscale.testkit.Fixtures.NODE;
import static org.ggscale.testkit.Fixtures.OTHER_NODE;
import static org.ggscale.testkit.Fixtures.OTHER_TENANT;
import static org.ggscale.testkit.Fixtures.PAST;
import static org.ggscale.testkit.Fixtures.TENANT;
import static org.ggscale.testkit.Fixtures.elsewhere;
import static org.ggscale.testkit.Fixtures.engineVersion;
import static org.ggscale.testkit.Fixtures.newKey;
import static org.ggscale.testkit.Fixtures.newOwner;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ggscale.core.Storage;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.EngineBinding;
import org.ggscale.core.runtime.OwnerId;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.turn.Turns.Scan;
import org.junit.jupiter.api.Test;

/** Work that nobody does any more is found, and work that somebody does is not. */
public interface AbandonmentContract {
    /** No node is lost as early as that. */
    Duration NEVER = Duration.ofHours(1);

    /** Returns the stores under test: empty before each test, the same object throughout it. */
    Storage storage();

    @Test
    default void a_turn_and_a_registration_of_a_dead_owner_are_found_as_they_are() {
        OwnerId dead = Given.deadOwner(storage());
        RuntimeRecord turn = stored(fresh(Records.inProgress(newKey(), dead)));
        RuntimeRecord registration = stored(fresh(Records.starting(newKey(), dead)));

        assertThat(scan()).containsExactlyInAnyOrder(turn, registration);
    }

    @Test
    default void an_owner_that_nobody_knows_is_dead() {
        RuntimeRecord turn = stored(fresh(Records.inProgress(newKey(), newOwner())));
        RuntimeRecord nobodys = stored(fresh(Records.inProgress(newKey(), newOwner()))
                .copy()
                .owner(null)
                .build());

        assertThat(scan()).containsExactlyInAnyOrder(turn, nobodys);
    }

    @Test
    default void a_retired_owner_is_dead_at_once() {
        OwnerId owner = Given.livingOwner(storage());
        RuntimeRecord turn = stored(fresh(Records.inProgress(newKey(), owner)));
        assertThat(scan()).isEmpty();

        storage().hosts().retire(owner);

        assertThat(scan()).containsExactly(turn);
    }

    @Test
    default void work_of_a_living_owner_is_left_to_it() {
        OwnerId living = Given.livingOwner(storage());
        RuntimeRecord control = stored(fresh(Records.inProgress(newKey(), Given.deadOwner(storage()))));
        stored(fresh(Records.inProgress(newKey(), living)));
        stored(fresh(Records.starting(newKey(), living)));

        assertThat(scan()).containsExactly(control);
    }

    @Test
    default void a_turn_of_a_living_owner_is_found_after_its_timeout_and_the_grace() {
        RuntimeRecord overdue = stored(unchangedFor(Duration.ofSeconds(200)));
        stored(unchangedFor(Duration.ofSeconds(100)));

        assertThat(scan(Duration.ofSeconds(140), Duration.ofSeconds(30))).containsExactly(overdue);
        assertThat(scan(Duration.ofSeconds(140), Duration.ofSeconds(90))).isEmpty();
    }

    @Test
    default void a_registration_of_a_living_owner_takes_as_long_as_it_takes() {
        OwnerId living = Given.livingOwner(storage());
        RuntimeRecord control = stored(Records.inProgress(newKey(), living));
        stored(Records.starting(newKey(), living));

        assertThat(scan()).containsExactly(control);
    }

    @Test
    default void the_engine_versions_own_turn_timeout_comes_first() {
        RuntimeRecord hasty = stored(on("1.0.0", unchangedFor(Duration.ofSeconds(200))));
        stored(on("2.0.0+b", unchangedFor(Duration.ofSeconds(200))));
        createVersion("1.0.0", Duration.ofSeconds(5));
        createVersion("2.0.0+a", Duration.ofMinutes(10));

        assertThat(scan(Duration.ofMinutes(5), Duration.ofSeconds(10))).containsExactly(hasty);
        assertThat(scan(Duration.ofSeconds(1), Duration.ofSeconds(10))).containsExactly(hasty);
    }

    @Test
    default void another_tenants_turn_timeout_does_not_count() {
        RuntimeRecord record = stored(unchangedFor(Duration.ofSeconds(200)));
        EngineVersion patient =
                engineVersion("1.4.2", EngineVersion.Status.ACTIVE, Optional.of(Duration.ofMinutes(10)));
        storage().engineVersions().create(OTHER_TENANT, patient);

        assertThat(scan(Duration.ofSeconds(100), Duration.ofSeconds(10))).containsExactly(record);
    }

    @Test
    default void an_unreachable_engine_is_found_at_once() {
        RuntimeRecord record = stored(fresh(Records.unreachable(newKey())));

        assertThat(scan()).containsExactly(record);
    }

    @Test
    default void a_game_that_waits_for_nobody_is_not_found() {
        RuntimeRecord control = stored(Records.unreachable(newKey()));
        for (RuntimeStatus status : List.of(
                RuntimeStatus.RUNNING,
                RuntimeStatus.GENERATION_FAILED,
                RuntimeStatus.STOPPED,
                RuntimeStatus.FINISHED)) {
            stored(Records.inProgress(newKey(), newOwner())
                    .copy()
                    .status(status)
                    .build());
        }

        assertThat(scan()).containsExactly(control);
    }

    @Test
    default void own_work_that_was_forgotten_is_found_after_the_grace() {
        OwnerId self = Given.livingOwner(storage());
        RuntimeRecord turn = stored(Records.inProgress(newKey(), self));
        RuntimeRecord registration = stored(Records.starting(newKey(), self));
        stored(fresh(Records.inProgress(newKey(), self)));
        Duration endless = Duration.ofDays(36_500);

        assertThat(storage()
                        .turns()
                        .recoverable(new Scan(self, NODE, Set.of(), endless, Duration.ofSeconds(10), NEVER, 10)))
                .containsExactlyInAnyOrder(turn, registration);
    }

    @Test
    default void games_that_the_caller_holds_are_not_found() {
        OwnerId self = Given.livingOwner(storage());
        GameKey turn = stored(Records.inProgress(newKey(), self)).key();
        GameKey registration = stored(Records.starting(newKey(), self)).key();
        GameKey unreachable = stored(Records.unreachable(newKey())).key();
        RuntimeRecord free = stored(Records.inProgress(newKey(), self));
        Set<GameKey> held = Set.of(turn, registration, unreachable);

        assertThat(storage().turns().recoverable(new Scan(self, NODE, held, Duration.ZERO, Duration.ZERO, NEVER, 10)))
                .containsExactly(free);
    }

    @Test
    default void games_of_another_node_are_not_found_and_external_ones_are() {
        GameKey key = newKey();
        RuntimeRecord foreign = stored(Records.on(Records.managedBy(OTHER_NODE, key), Records.unreachable(key)));
        RuntimeRecord external = stored(Records.on(Records.external(), Records.unreachable(newKey())));

        assertThat(scan()).containsExactly(external);
        assertThat(scan(OTHER_NODE, 10)).containsExactlyInAnyOrder(foreign, external);
    }

    @Test
    default void games_of_all_tenants_are_found() {
        RuntimeRecord here = stored(Records.unreachable(newKey()));
        RuntimeRecord there = stored(Records.unreachable(elsewhere(here.key())));

        assertThat(scan()).containsExactlyInAnyOrder(here, there);
    }

    @Test
    default void the_longest_unchanged_are_found_first_up_to_the_limit() {
        RuntimeRecord third = stored(unreachableSince(PAST.plusSeconds(3)));
        RuntimeRecord first = stored(unreachableSince(PAST.plusSeconds(1)));
        RuntimeRecord second = stored(unreachableSince(PAST.plusSeconds(2)));

        assertThat(scan(NODE, 2)).containsExactly(first, second);
        assertThat(scan(NODE, 3)).containsExactly(first, second, third);
    }

    @Test
    default void the_games_of_a_lost_node_are_found_wherever_they_stand() {
        storage().hosts().enlist(newOwner(), OTHER_NODE, Duration.ZERO);
        List<RuntimeRecord> found = Stream.of(
                        RuntimeStatus.RUNNING, RuntimeStatus.GENERATION_IN_PROGRESS, RuntimeStatus.GENERATION_FAILED)
                .map(status -> stored(elsewhereIn(status)))
                .toList();
        Stream.of(
                        RuntimeStatus.STARTING,
                        RuntimeStatus.STOPPED,
                        RuntimeStatus.ENGINE_UNREACHABLE,
                        RuntimeStatus.FINISHED)
                .forEach(status -> stored(elsewhereIn(status)));

        assertThat(scanLost(Duration.ZERO)).containsExactlyInAnyOrderElementsOf(found);
        assertThat(scanLost(Duration.ZERO)).containsExactlyInAnyOrderElementsOf(found);
    }

    @Test
    default void a_node_is_not_lost_before_the_grace() {
        storage().hosts().enlist(newOwner(), OTHER_NODE, Duration.ZERO);
        stored(elsewhereIn(RuntimeStatus.RUNNING));

        assertThat(scanLost(NEVER)).isEmpty();
    }

    @Test
    default void a_node_is_not_lost_while_one_of_its_owners_lives() {
        storage().hosts().enlist(newOwner(), OTHER_NODE, Duration.ZERO);
        storage().hosts().enlist(newOwner(), OTHER_NODE, Duration.ofHours(1));
        stored(elsewhereIn(RuntimeStatus.RUNNING));

        assertThat(scanLost(Duration.ZERO)).isEmpty();
    }

    @Test
    default void a_node_that_nobody_knows_is_not_lost() {
        stored(elsewhereIn(RuntimeStatus.RUNNING));

        assertThat(scanLost(Duration.ZERO)).isEmpty();
    }

    private static RuntimeRecord elsewhereIn(RuntimeStatus status) {
        GameKey key = newKey();
        return Records.on(Records.managedBy(OTHER_NODE, key), fresh(Records.inProgress(key, newOwner())))
                .copy()
                .status(status)
                .build();
    }

    private List<RuntimeRecord> scanLost(Duration nodeGrace) {
        Given.later(storage());
        return storage()
                .turns()
                .recoverable(new Scan(
                        newOwner(), NODE, Set.of(), Duration.ofSeconds(60), Duration.ofSeconds(10), nodeGrace, 10));
    }

    private RuntimeRecord stored(RuntimeRecord record) {
        return Given.stored(storage(), record);
    }

    private static RuntimeRecord fresh(RuntimeRecord record) {
        return record.copy().updatedAt(FUTURE).build();
    }

    private static RuntimeRecord unreachableSince(Instant time) {
        return Records.unreachable(newKey()).copy().updatedAt(time).build();
    }

    private RuntimeRecord unchangedFor(Duration time) {
        return Records.inProgress(newKey(), Given.livingOwner(storage()))
                .copy()
                .updatedAt(Given.now(storage()).minus(time))
                .build();
    }

    private void createVersion(String version, Duration turnTimeout) {
        storage()
                .engineVersions()
                .create(TENANT, engineVersion(version, EngineVersion.Status.ACTIVE, Optional.of(turnTimeout)));
    }

    private static RuntimeRecord on(String version, RuntimeRecord record) {
        return Records.on(
                EngineBinding.managed(SemanticVersion.parse(version), Fixtures.IMAGE, NODE, new InstanceToken("token")),
                record);
    }

    private List<RuntimeRecord> scan() {
        return scan(NODE, 10);
    }

    private List<RuntimeRecord> scan(NodeId node, int limit) {
        return storage()
                .turns()
                .recoverable(new Scan(
                        newOwner(), node, Set.of(), Duration.ofSeconds(60), Duration.ofSeconds(10), NEVER, limit));
    }

    private List<RuntimeRecord> scan(Duration turnTimeout, Duration grace) {
        return storage().turns().recoverable(new Scan(newOwner(), NODE, Set.of(), turnTimeout, grace, NEVER, 10));
    }
}

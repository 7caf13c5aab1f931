package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.testkit.Fixtures.NODE;
import static org.ggscale.testkit.Fixtures.OTHER_NODE;
import static org.ggscale.testkit.Fixtures.elsewhere;
import static org.ggscale.testkit.Fixtures.newGameId;
import static org.ggscale.testkit.Fixtures.newKey;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ggscale.core.Storage;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.Placement;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeStatus;
import org.junit.jupiter.api.Test;

/** A node compares what it runs with what is recorded. */
public interface PlacementsContract {
    /** Returns the stores under test: empty before each test, the same object throughout it. */
    Storage storage();

    @Test
    default void the_placements_of_a_node_are_those_of_its_games_that_are_neither_stopped_nor_finished() {
        List<Placement> expected = new ArrayList<>();
        for (RuntimeStatus status : RuntimeStatus.values()) {
            RuntimeRecord record = Given.stored(
                    storage(), Records.full(newKey()).copy().status(status).build());
            if (status != RuntimeStatus.STOPPED && status != RuntimeStatus.FINISHED) {
                expected.add(Placement.of(record));
            }
        }

        assertThat(placements(NODE)).containsExactlyElementsOf(expected);
    }

    @Test
    default void a_placement_without_an_instance_has_a_token_alone() {
        RuntimeRecord record = Records.starting(newKey(), Fixtures.newOwner());
        storage().runtimeRecords().create(record);

        assertThat(placements(NODE)).containsExactly(Placement.of(record));
    }

    @Test
    default void external_games_and_those_of_another_node_are_not_placed_on_a_node() {
        GameKey key = newKey();
        Given.stored(storage(), Records.on(Records.managedBy(OTHER_NODE, key), Records.due(key)));
        Given.stored(storage(), Records.on(Records.external(), Records.due(newKey())));

        assertThat(placements(NODE)).isEmpty();
        assertThat(placements(OTHER_NODE)).extracting(Placement::key).containsExactly(key);
    }

    @Test
    default void the_placements_of_a_node_continue_after_any_of_them() {
        GameKey first = newKey();
        GameKey last = newKey();
        List<GameKey> keys = List.of(first, elsewhere(first), last, elsewhere(last));
        keys.forEach(key -> Given.stored(storage(), Records.due(key)));

        for (int done = 1; done <= keys.size(); done++) {
            assertThat(storage().runtimeRecords().placements(NODE, Optional.of(keys.get(done - 1)), 2))
                    .extracting(Placement::key)
                    .containsExactlyElementsOf(keys.subList(done, Math.min(done + 2, keys.size())));
        }
    }

    @Test
    default void the_placements_of_a_node_continue_after_a_game_that_is_gone() {
        RuntimeRecord before = Given.stored(storage(), Records.due(newKey()));
        RuntimeRecord gone = Given.stored(storage(), Records.due(newKey()));
        RuntimeRecord stopped = Given.stored(
                storage(),
                Records.due(newKey()).copy().status(RuntimeStatus.STOPPED).build());
        RuntimeRecord after = Given.stored(storage(), Records.due(newKey()));
        assertThat(storage().runtimeRecords().remove(gone)).isTrue();

        assertThat(placements(NODE)).containsExactly(Placement.of(before), Placement.of(after));
        for (RuntimeRecord last : List.of(gone, stopped)) {
            assertThat(storage().runtimeRecords().placements(NODE, Optional.of(last.key()), 10))
                    .containsExactly(Placement.of(after));
        }
    }

    @Test
    default void the_placements_of_games_are_found_whatever_their_tenant_node_and_status() {
        GameKey key = newKey();
        RuntimeRecord stopped = Given.stored(
                storage(),
                Records.full(key).copy().status(RuntimeStatus.STOPPED).build());
        RuntimeRecord there = Given.stored(storage(), Records.due(elsewhere(key)));
        GameKey moved = newKey();
        RuntimeRecord other =
                Given.stored(storage(), Records.on(Records.managedBy(OTHER_NODE, moved), Records.due(moved)));
        RuntimeRecord external = Given.stored(storage(), Records.on(Records.external(), Records.due(newKey())));
        Given.stored(storage(), Records.due(newKey()));

        assertThat(storage()
                        .runtimeRecords()
                        .placements(List.of(
                                key.gameId(), moved.gameId(), external.key().gameId(), newGameId())))
                .containsExactlyInAnyOrder(
                        Placement.of(stopped), Placement.of(there), Placement.of(other), Placement.of(external));
        assertThat(storage().runtimeRecords().placements(List.of())).isEmpty();
    }

    private List<Placement> placements(NodeId node) {
        return storage().runtimeRecords().placements(node, Optional.empty(), 1_000);
    }
}

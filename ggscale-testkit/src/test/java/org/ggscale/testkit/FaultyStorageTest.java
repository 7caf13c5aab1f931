package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.ggscale.core.RejectedException;
import org.ggscale.core.Storage;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.memory.InMemoryStorage;
import org.ggscale.core.runtime.PlayerMapping;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecords.Creation;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FaultyStorageTest implements StorageContract {
    private final Storage real = new InMemoryStorage(InstantSource.system());
    private final RuntimeRecord record = Records.due(Fixtures.newKey());

    @Override
    public Storage storage() {
        return faulty(Failpoints.none());
    }

    @Nested
    class WithoutFaults implements RuntimeRecordsContract {
        @Override
        public Storage storage() {
            return faulty(Failpoints.none());
        }
    }

    @Test
    void a_call_that_fails_before_has_not_happened() {
        Failpoints failpoints = Failpoints.at(1);

        assertUnavailable(failpoints);

        assertThat(real.runtimeRecords().find(record.key())).isEmpty();
        assertThat(failpoints.hit()).contains("1: RuntimeRecords.create, before");
    }

    @Test
    void a_call_whose_answer_is_lost_has_happened() {
        Failpoints failpoints = Failpoints.at(2);

        assertUnavailable(failpoints);

        assertThat(real.runtimeRecords().find(record.key())).contains(record);
        assertThat(failpoints.hit()).contains("2: RuntimeRecords.create, answer lost");
    }

    @Test
    void a_test_names_what_fails_and_how() {
        Storage storage = faulty(Failpoints.when(point -> point.contains("find, before"), IllegalStateException::new));

        storage.runtimeRecords().create(record);

        assertThatThrownBy(() -> storage.runtimeRecords().find(record.key()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("RuntimeRecords.find, before");
    }

    @Test
    void a_fault_passes() {
        Storage storage = faulty(Failpoints.at(1));
        assertThatThrownBy(() -> storage.runtimeRecords().create(record)).isInstanceOf(UnavailableException.class);

        assertThat(storage.runtimeRecords().create(record)).isEqualTo(new Creation.Created());
    }

    @Test
    void the_dead_do_nothing_any_more() {
        Failpoints failpoints = Failpoints.deathAt(2);
        Storage storage = faulty(failpoints);
        assertThat(failpoints.dead()).isFalse();
        assertThatThrownBy(() -> storage.runtimeRecords().create(record)).isInstanceOf(Failpoints.Death.class);

        assertThatThrownBy(() -> storage.runtimeRecords().remove(record)).isInstanceOf(Failpoints.Death.class);

        assertThat(failpoints.dead()).isTrue();
        assertThat(real.runtimeRecords().find(record.key())).contains(record);
    }

    @Test
    void every_failpoint_of_a_run_is_found_by_counting() {
        int point = 1;
        while (run(Failpoints.at(point)).hit().isPresent()) {
            point++;
        }

        assertThat(point).isEqualTo(7);
        assertThat(run(Failpoints.none()).passed()).isEqualTo(6);
    }

    @Test
    void the_same_seed_fails_the_same_calls() {
        assertThat(failures(7)).isEqualTo(failures(7)).isNotEqualTo(failures(8));
        assertThat(failures(7)).hasSizeBetween(40, 140);
    }

    @Test
    void what_a_store_refuses_stays_refused() {
        Storage storage = faulty(Failpoints.none());
        List<PlayerMapping> mappings = List.of(Fixtures.mapping("user-a", "Terra"));

        assertThatThrownBy(() -> storage.playerMappings().add(Fixtures.newKey(), mappings))
                .isInstanceOf(RejectedException.class);
    }

    private Storage faulty(Failpoints failpoints) {
        return new FaultyStorage(real, failpoints);
    }

    private void assertUnavailable(Failpoints failpoints) {
        assertThatThrownBy(() -> faulty(failpoints).runtimeRecords().create(record))
                .isInstanceOf(UnavailableException.class);
    }

    /** Makes three calls and goes on after a fault. */
    private Failpoints run(Failpoints failpoints) {
        Storage storage = faulty(failpoints);
        for (Runnable call : List.<Runnable>of(
                () -> storage.runtimeRecords().find(record.key()),
                () -> storage.memberships().load(record.key()),
                () -> storage.hosts().retire(Fixtures.newOwner()))) {
            try {
                call.run();
            } catch (UnavailableException e) {
                assertThat(e.backend()).isEqualTo("failpoint");
            }
        }
        return failpoints;
    }

    private List<Integer> failures(long seed) {
        Failpoints failpoints = Failpoints.random(seed, 0.25);
        return IntStream.range(0, 200)
                .filter(call -> {
                    try {
                        return failpoints.pass("call", () -> false);
                    } catch (UnavailableException e) {
                        return true;
                    }
                })
                .boxed()
                .toList();
    }
}

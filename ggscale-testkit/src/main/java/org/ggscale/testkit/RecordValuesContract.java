package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.testkit.Fixtures.PAST;
import static org.ggscale.testkit.Fixtures.newKey;
import static org.ggscale.testkit.Fixtures.newOwner;

import java.util.Set;
import org.ggscale.core.Storage;
import org.ggscale.core.engine.EngineCapability;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.core.runtime.EngineBinding;
import org.ggscale.core.runtime.Failure;
import org.ggscale.core.runtime.FailureCode;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeStatus;
import org.junit.jupiter.api.Test;

/** Every part of a record comes back as it was stored. */
public interface RecordValuesContract {
    /** Returns the stores under test: empty before each test, the same object throughout it. */
    Storage storage();

    @Test
    default void a_record_with_every_part_comes_back_as_it_was_stored() {
        assertKept(Records.full(newKey()));
    }

    @Test
    default void a_record_without_optional_parts_comes_back_without_them() {
        assertKept(Records.sparse(newKey()));
        assertKept(Records.starting(newKey(), newOwner()));
    }

    @Test
    default void every_status_is_kept() {
        for (RuntimeStatus status : RuntimeStatus.values()) {
            assertKept(Records.full(newKey()).copy().status(status).build());
        }
    }

    @Test
    default void every_health_and_capability_of_an_engine_is_kept() {
        for (EngineHealth health : EngineHealth.values()) {
            RuntimeRecord record = Records.due(newKey());
            assertKept(Records.on(record.engine().with(health), record));
        }
        for (EngineCapability capability : EngineCapability.values()) {
            RuntimeRecord record = Records.due(newKey());
            assertKept(Records.on(record.engine().with(Set.of(capability)), record));
        }
    }

    @Test
    default void every_kind_of_image_is_kept() {
        for (ImageRef image : Fixtures.images()) {
            EngineBinding engine =
                    EngineBinding.managed(Fixtures.VERSION, image, Fixtures.NODE, new InstanceToken("t"));
            assertKept(Records.on(engine, Records.due(newKey())));
        }
    }

    @Test
    default void every_failure_is_kept() {
        for (FailureCode code : FailureCode.values()) {
            Failure failure = new Failure(code, "é \"quoted\" \\ 🎲 ".repeat(50), PAST);
            assertKept(Records.due(newKey()).copy().lastFailure(failure).build());
        }
    }

    private void assertKept(RuntimeRecord record) {
        Given.stored(storage(), record);

        assertThat(storage().runtimeRecords().find(record.key())).contains(record);
    }
}

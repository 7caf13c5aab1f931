package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.testkit.Fixtures.OTHER_TENANT;
import static org.ggscale.testkit.Fixtures.TENANT;
import static org.ggscale.testkit.Fixtures.engineVersion;
import static org.ggscale.testkit.Fixtures.newKey;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ggscale.core.Storage;
import org.ggscale.core.engine.EngineOptions;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.engine.EngineVersion.Status;
import org.ggscale.core.engine.EngineVersions;
import org.ggscale.core.engine.EngineVersions.Change;
import org.ggscale.core.engine.EngineVersions.Deletion;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeStatus;
import org.junit.jupiter.api.Test;

/** Engine versions are changed part by part, and deleted once nothing runs on them. */
public interface EngineVersionChangesContract {
    /** Returns the stores under test: empty before each test, the same object throughout it. */
    Storage storage();

    @Test
    default void an_update_changes_the_parts_it_names() {
        EngineVersion before = created("1.4.2+build");
        ImageRef image = ImageRef.parse("in-process:chess");
        EngineOptions options = new EngineOptions("{ \"b\": [] }", Optional.of(Duration.ofSeconds(7)));

        EngineVersion after =
                update(before, new Change(Optional.of(image), Optional.of(options), Optional.of(Status.DISABLED)));

        assertThat(after.updatedAt()).isAfter(before.updatedAt());
        assertThat(after)
                .isEqualTo(new EngineVersion(
                        before.version(), image, options, Status.DISABLED, before.createdAt(), after.updatedAt()));
    }

    @Test
    default void an_update_leaves_the_other_parts_alone() {
        EngineVersion before = created("1.4.2");

        EngineVersion disabled = update(before, Change.to(Status.DISABLED));
        assertThat(disabled).isEqualTo(with(before, before.options(), Status.DISABLED, disabled));

        EngineVersion bare =
                update(before, new Change(Optional.empty(), Optional.of(EngineOptions.NONE), Optional.empty()));
        assertThat(bare).isEqualTo(with(before, EngineOptions.NONE, Status.DISABLED, bare));
    }

    @Test
    default void an_update_of_a_version_that_there_is_not_changes_nothing() {
        EngineVersion other = created("1.4.2");
        SemanticVersion unknown = SemanticVersion.parse("1.4.3");

        assertThat(versions().update(TENANT, unknown, Change.to(Status.DISABLED)))
                .isEmpty();
        assertThat(versions().update(OTHER_TENANT, other.version(), Change.to(Status.DISABLED)))
                .isEmpty();

        assertThat(versions().find(TENANT, unknown)).isEmpty();
        assertThat(versions().find(TENANT, other.version())).contains(other);
    }

    @Test
    default void updates_at_once_lose_nothing_of_each_other() {
        EngineVersion before = created("1.4.2");
        ImageRef image = ImageRef.parse("in-process:chess");

        Crowd.of(number -> versions()
                .update(
                        TENANT,
                        before.version(),
                        number % 2 == 0
                                ? new Change(Optional.of(image), Optional.empty(), Optional.empty())
                                : Change.to(Status.DISABLED)));

        EngineVersion after = versions().find(TENANT, before.version()).orElseThrow();
        assertThat(after.imageRef()).isEqualTo(image);
        assertThat(after.status()).isEqualTo(Status.DISABLED);
    }

    @Test
    default void a_version_that_nothing_runs_on_is_deleted() {
        EngineVersion gone = created("1.4.2+a");
        EngineVersion other = created("1.4.3");

        assertThat(delete("1.4.2+b")).isEqualTo(new Deletion.Deleted());

        assertThat(versions().find(TENANT, gone.version())).isEmpty();
        assertThat(versions().find(TENANT, other.version())).contains(other);
        assertThat(delete("1.4.2")).isEqualTo(new Deletion.NotFound());
    }

    @Test
    default void a_version_is_deleted_once_its_runtimes_have_stopped_or_finished() {
        created("1.4.2");
        for (RuntimeStatus status : List.of(
                RuntimeStatus.STARTING,
                RuntimeStatus.RUNNING,
                RuntimeStatus.GENERATION_IN_PROGRESS,
                RuntimeStatus.GENERATION_FAILED,
                RuntimeStatus.ENGINE_UNREACHABLE)) {
            RuntimeRecord using = Given.stored(storage(), on142(newKey(), status));

            assertThat(delete("1.4.2")).as("while %s", status).isEqualTo(new Deletion.InUse());

            assertThat(storage().runtimeRecords().remove(using)).isTrue();
        }
        Given.stored(storage(), on142(newKey(), RuntimeStatus.STOPPED));
        Given.stored(storage(), on142(newKey(), RuntimeStatus.FINISHED));
        assertThat(delete("1.4.2")).isEqualTo(new Deletion.Deleted());
    }

    @Test
    default void another_version_and_another_tenant_are_not_in_the_way() {
        created("1.4.1");
        created("1.4.2");
        versions().create(OTHER_TENANT, engineVersion("1.4.2"));
        Given.stored(storage(), on142(newKey(), RuntimeStatus.RUNNING));

        assertThat(delete("1.4.1")).isEqualTo(new Deletion.Deleted());
        assertThat(versions().delete(OTHER_TENANT, SemanticVersion.parse("1.4.2")))
                .isEqualTo(new Deletion.Deleted());
        assertThat(delete("1.4.2")).isEqualTo(new Deletion.InUse());
    }

    private static EngineVersion with(
            EngineVersion version, EngineOptions options, Status status, EngineVersion stored) {
        return new EngineVersion(
                version.version(), version.imageRef(), options, status, version.createdAt(), stored.updatedAt());
    }

    /** Returns a game on version 1.4.2. */
    private static RuntimeRecord on142(GameKey key, RuntimeStatus status) {
        return Records.due(key).copy().status(status).build();
    }

    private EngineVersion created(String text) {
        EngineVersion version = engineVersion(text);
        versions().create(TENANT, version);
        return version;
    }

    private EngineVersion update(EngineVersion version, Change change) {
        EngineVersion updated =
                versions().update(TENANT, version.version(), change).orElseThrow();
        assertThat(versions().find(TENANT, version.version())).contains(updated);
        return updated;
    }

    private Deletion delete(String text) {
        return versions().delete(TENANT, SemanticVersion.parse(text));
    }

    private EngineVersions versions() {
        return storage().engineVersions();
    }
}

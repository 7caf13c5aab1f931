package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ggscale.testkit.Fixtures.OTHER_TENANT;
import static org.ggscale.testkit.Fixtures.PAST;
import static org.ggscale.testkit.Fixtures.TENANT;
import static org.ggscale.testkit.Fixtures.engineVersion;

import java.util.List;
import java.util.Optional;
import org.ggscale.core.InvalidCursorException;
import org.ggscale.core.Page;
import org.ggscale.core.engine.EngineOptions;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.engine.EngineVersion.Status;
import org.ggscale.core.engine.EngineVersions;
import org.ggscale.core.engine.EngineVersions.Creation;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.SemanticVersion;
import org.junit.jupiter.api.Test;

/** What every {@link EngineVersions} keeps. */
public interface EngineVersionsContract extends EngineVersionChangesContract {
    @Test
    default void a_created_version_is_found_as_it_was_given() {
        EngineVersion version = engineVersion("1.4.2-rc.1+build.5");

        assertThat(versions().create(TENANT, version)).isEqualTo(new Creation.Created(version));

        assertThat(versions().find(TENANT, version.version())).contains(version);
    }

    @Test
    default void every_status_is_kept() {
        for (Status status : Status.values()) {
            EngineVersion version = engineVersion("1.0.0-" + status.wireName(), status, Optional.empty());
            versions().create(TENANT, version);

            assertThat(versions().find(TENANT, version.version())).contains(version);
        }
    }

    @Test
    default void every_kind_of_image_is_kept() {
        List<ImageRef> images = Fixtures.images();
        for (int i = 0; i < images.size(); i++) {
            SemanticVersion number = SemanticVersion.parse("1.0." + i);
            EngineVersion version =
                    new EngineVersion(number, images.get(i), EngineOptions.NONE, Status.ACTIVE, PAST, PAST);
            versions().create(TENANT, version);

            assertThat(versions().find(TENANT, number)).contains(version);
        }
    }

    @Test
    default void an_unknown_version_is_not_found() {
        versions().create(TENANT, engineVersion("1.4.2"));

        assertThat(versions().find(TENANT, SemanticVersion.parse("1.4.3"))).isEmpty();
    }

    @Test
    default void a_version_is_created_once_and_the_second_learns_the_first() {
        EngineVersion first = engineVersion("1.4.2");
        EngineVersion second = engineVersion("1.4.2", Status.DISABLED, Optional.empty());
        versions().create(TENANT, first);

        assertThat(versions().create(TENANT, second)).isEqualTo(new Creation.AlreadyExists(first));

        assertThat(versions().find(TENANT, first.version())).contains(first);
    }

    @Test
    default void versions_that_differ_in_build_metadata_are_the_same() {
        EngineVersion first = engineVersion("1.4.2+a");
        versions().create(TENANT, first);

        assertThat(versions().create(TENANT, engineVersion("1.4.2+b"))).isEqualTo(new Creation.AlreadyExists(first));
        assertThat(versions().find(TENANT, SemanticVersion.parse("1.4.2"))).contains(first);
    }

    @Test
    default void of_many_creations_at_once_one_wins() {
        List<Creation> creations = Crowd.of(number -> versions().create(TENANT, engineVersion("1.4.2+" + number)));

        EngineVersion winner =
                versions().find(TENANT, SemanticVersion.parse("1.4.2")).orElseThrow();
        assertThat(creations).filteredOn(new Creation.Created(winner)::equals).hasSize(1);
        assertThat(creations)
                .filteredOn(new Creation.AlreadyExists(winner)::equals)
                .hasSize(creations.size() - 1);
    }

    @Test
    default void the_list_ascends_by_precedence() {
        create("1.10.0", "1.0.0", "1.0.0-alpha.10", "10.0.0", "1.0.0-alpha.beta", "1.2.0+z", "1.0.0-alpha.2");

        assertThat(texts(versions().list(TENANT, Optional.empty(), Page.Request.first(200))))
                .containsExactly(
                        "1.0.0-alpha.2", "1.0.0-alpha.10", "1.0.0-alpha.beta", "1.0.0", "1.2.0+z", "1.10.0", "10.0.0");
    }

    @Test
    default void the_list_keeps_to_a_status() {
        create("1.0.0", "3.0.0");
        versions().create(TENANT, engineVersion("2.0.0", Status.DEPRECATED, Optional.empty()));

        assertThat(texts(versions().list(TENANT, Optional.of(Status.ACTIVE), Page.Request.first(200))))
                .containsExactly("1.0.0", "3.0.0");
        assertThat(texts(versions().list(TENANT, Optional.of(Status.DEPRECATED), Page.Request.first(200))))
                .containsExactly("2.0.0");
    }

    @Test
    default void pages_join_to_the_whole_list() {
        create("4.0.0", "2.0.0+x", "1.0.0", "3.0.0", "5.0.0-rc.1", "6.0.0");

        List<List<EngineVersion>> pages = Paging.pages(page -> versions().list(TENANT, Optional.empty(), page), 2);

        assertThat(pages).hasSize(3);
        assertThat(pages.stream()
                        .flatMap(List::stream)
                        .map(version -> version.version().text()))
                .containsExactly("1.0.0", "2.0.0+x", "3.0.0", "4.0.0", "5.0.0-rc.1", "6.0.0");
    }

    @Test
    default void a_cursor_of_no_page_is_refused() {
        create("1.0.0", "2.0.0");

        assertThatThrownBy(() -> versions().list(TENANT, Optional.empty(), Paging.with("no cursor")))
                .isInstanceOf(InvalidCursorException.class);
    }

    @Test
    default void another_tenant_sees_none_of_them() {
        create("1.4.2");

        assertThat(versions().find(OTHER_TENANT, SemanticVersion.parse("1.4.2")))
                .isEmpty();
        assertThat(versions()
                        .list(OTHER_TENANT, Optional.empty(), Page.Request.first(200))
                        .items())
                .isEmpty();
        assertThat(versions().create(OTHER_TENANT, engineVersion("1.4.2"))).isInstanceOf(Creation.Created.class);
        assertThat(texts(versions().list(TENANT, Optional.empty(), Page.Request.first(200))))
                .containsExactly("1.4.2");
    }

    private EngineVersions versions() {
        return storage().engineVersions();
    }

    private void create(String... texts) {
        for (String text : texts) {
            versions().create(TENANT, engineVersion(text));
        }
    }

    private static List<String> texts(Page<EngineVersion> page) {
        return page.items().stream().map(version -> version.version().text()).toList();
    }
}

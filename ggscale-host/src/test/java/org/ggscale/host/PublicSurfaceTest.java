package org.ggscale.host;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.Map;
import java.util.Set;

/** What whoever takes an adapter can see of it: how it is entered, how it is configured, and what it says then. */
@AnalyzeClasses(packages = "org.ggscale.adapters", importOptions = ImportOption.DoNotIncludeTests.class)
class PublicSurfaceTest {
    private static final Map<String, Set<String>> SURFACE = Map.of(
            "docker",
            Set.of("DockerEngines", "PullPolicy"),
            "http.client",
            Set.of("OkHttpEngines", "EndpointPolicy"),
            "http.server",
            Set.of("InternalListener", "MetricsListener", "RequestObserver"),
            "micrometer",
            Set.of("GgScaleMetrics"),
            "postgres",
            Set.of("PostgresGgScale", "PostgresGgScaleBuilder", "PostgresLogins", "PostgresFinding"),
            "postgres.embedded",
            Set.of("EmbeddedPostgres"),
            "process",
            Set.of("ProcessEngines"));

    @ArchTest
    static void each_adapter_shows_its_entry_and_its_configuration_and_nothing_else(JavaClasses adapters) {
        Map<String, Set<String>> surface = adapters.stream()
                .filter(PublicSurfaceTest::isSeen)
                .collect(groupingBy(
                        type -> type.getPackageName().substring("org.ggscale.adapters.".length()),
                        mapping(JavaClass::getSimpleName, toSet())));

        assertThat(surface).hasSizeGreaterThan(5);
        assertThat(SURFACE).containsAllEntriesOf(surface);
    }

    private static boolean isSeen(JavaClass type) {
        return type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC);
    }
}

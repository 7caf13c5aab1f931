package org.ggscale.host;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Random;
import org.ggscale.core.GgScaleBuilder;
import org.ggscale.core.Port;
import org.jspecify.annotations.NullMarked;

@AnalyzeClasses(packages = "org.ggscale", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String CORE = "org.ggscale.core..";
    private static final DescribedPredicate<JavaClass> PORT =
            DescribedPredicate.describe("are ports", type -> type.isAnnotatedWith(Port.class));

    @ArchTest
    static final ArchRule core_depends_on_an_allow_list = classes()
            .that()
            .resideInAPackage(CORE)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    CORE,
                    "java..",
                    "org.jspecify.annotations..",
                    "jakarta.inject..",
                    "com.github.benmanes.caffeine.cache..",
                    "com.cronutils..",
                    "org.semver4j.."))
            .because("whoever embeds the core takes nothing else along");

    @ArchTest
    static final ArchRule cron_utils_stay_inside_the_schedule = noClasses()
            .that(resideInAPackage(CORE).and(not(resideInAPackage("org.ggscale.core.schedule.."))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.cronutils..")
            .because("an unmaintained library is kept behind one type");

    @ArchTest
    static final ArchRule semver_stays_inside_the_version = noClasses()
            .that(resideInAPackage(CORE)
                    .and(DescribedPredicate.describe(
                            "are not the version", type -> !type.getSimpleName().equals("SemanticVersion"))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.semver4j..")
            .because("its null answers are kept behind one type");

    @ArchTest
    static final ArchRule core_has_no_ambient_time_chance_or_environment = noClasses()
            .that(resideInAPackage(CORE)
                    .and(DescribedPredicate.describe(
                            "are not the builder", type -> !type.getName().equals(GgScaleBuilder.class.getName()))))
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getProperty", String.class)
            .orShould()
            .callMethod(java.util.UUID.class, "randomUUID")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Random.class)
            .because("time, chance and ids come in as values, so that a test decides them");

    @ArchTest
    static final ArchRule domains_are_free_of_cycles = slices().matching("org.ggscale.core.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a domain can be deleted alone");

    @ArchTest
    static final ArchRule adapters_do_not_know_each_other = slices().matching("org.ggscale.adapters.(**)")
            .should()
            .notDependOnEachOther()
            .because("each can be taken without the others");

    @ArchTest
    static final ArchRule only_their_adapter_and_the_host_know_meters = noClasses()
            .that()
            .resideOutsideOfPackages("org.ggscale.host..", "org.ggscale.adapters.micrometer..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micrometer..", "io.prometheus..")
            .because("whoever embeds the backend measures it with a library of their own choice");

    @ArchTest
    static final ArchRule only_the_host_knows_traces = noClasses()
            .that()
            .resideOutsideOfPackage("org.ggscale.host..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.opentelemetry..")
            .because("a trace is carried by decorators and headers, and whoever embeds brings their own");

    @ArchTest
    static final ArchRule nobody_knows_the_host = noClasses()
            .that()
            .resideOutsideOfPackages("org.ggscale.host..", "org.ggscale.bench..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.ggscale.host..")
            .because("the host is the composition root");

    @ArchTest
    static final ArchRule only_the_host_knows_adapters = noClasses()
            .that()
            .resideOutsideOfPackages("org.ggscale.host..", "org.ggscale.adapters..", "org.ggscale.bench..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.ggscale.adapters..")
            .because("the core speaks to ports");

    @ArchTest
    static final ArchRule ports_are_interfaces_of_the_core = classes()
            .that(PORT)
            .should()
            .beInterfaces()
            .andShould()
            .resideInAPackage(CORE)
            .because("adapters depend on the core, never the other way round");

    @ArchTest
    static final ArchRule public_classes_of_the_core_are_final = classes()
            .that()
            .resideInAPackage(CORE)
            .and()
            .arePublic()
            .and()
            .areNotInterfaces()
            .and()
            .areNotAnnotations()
            .should()
            .haveModifier(JavaModifier.FINAL)
            .because("a class that is not meant to be extended says so");

    @ArchTest
    static final ArchRule names_say_something = noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Dto")
            .orShould()
            .haveSimpleNameEndingWith("Entity")
            .orShould()
            .haveSimpleNameEndingWith("UseCase")
            .because("the field's own words win");

    @ArchTest
    static final ArchRule nothing_is_injected_into_fields =
            noFields().should().beAnnotatedWith("jakarta.inject.Inject").because("a constructor shows what is needed");

    @ArchTest
    static final ArchRule only_programs_print = noClasses()
            .that()
            .resideOutsideOfPackages("org.ggscale.host", "org.ggscale.examples..", "org.ggscale.bench..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("a library does not own the terminal");

    @ArchTest
    static final ArchRule every_package_is_null_marked = classes()
            .that()
            .resideOutsideOfPackage("org.ggscale.examples..")
            .should(new ArchCondition<>("be in a @NullMarked package") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean marked = type.getPackage()
                            .tryGetPackageInfo()
                            .map(info -> info.isAnnotatedWith(NullMarked.class))
                            .orElse(false);
                    if (!marked) {
                        events.add(SimpleConditionEvent.violated(type, type.getName() + " is not"));
                    }
                }
            })
            .because("what may be null says so");

    @ArchTest
    static final ArchRule an_interface_of_the_core_has_a_reason = classes()
            .that()
            .resideInAPackage(CORE)
            .and()
            .areInterfaces()
            .and()
            .areNotAnnotations()
            .and(not(PORT))
            .should(new ArchCondition<>("be sealed, nested in what they serve, or have several implementations") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean sealed = type.reflect().isSealed();
                    boolean lonely = type.getSubclasses().size() == 1;
                    if (!sealed && lonely) {
                        events.add(SimpleConditionEvent.violated(type, type.getName() + " has one implementation"));
                    }
                }
            })
            .because("an interface with one implementation hides where the code is");
}

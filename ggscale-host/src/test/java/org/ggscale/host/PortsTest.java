package org.ggscale.host;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.ggscale.core.Port;

/** Every port has a contract, and every implementation a test that runs it. */
@AnalyzeClasses(packages = "org.ggscale", importOptions = ImportOption.DoNotIncludeTests.class)
class PortsTest {
    @ArchTest
    static void every_port_has_a_contract(JavaClasses main) {
        assertThat(ports(main))
                .hasSizeGreaterThan(10)
                .allSatisfy(port -> assertThat(main.contain(contract(port)))
                        .as(contract(port))
                        .isTrue());
    }

    @ArchTest
    static void every_implementation_of_a_port_runs_its_contract(JavaClasses main) throws IOException {
        List<Set<JavaClass>> tests = tests(main);
        List<Implementation> implementations = implementations(main);

        assertThat(implementations).hasSizeGreaterThan(25);
        assertThat(implementations)
                .filteredOn(implementation -> tests.stream().noneMatch(implementation::isProvenBy))
                .extracting(unproven -> unproven.type.getName() + " is run by no " + contract(unproven.port))
                .isEmpty();
    }

    private static List<JavaClass> ports(JavaClasses main) {
        return main.stream().filter(type -> type.isAnnotatedWith(Port.class)).toList();
    }

    private static String contract(JavaClass port) {
        return "org.ggscale.testkit." + port.getSimpleName() + "Contract";
    }

    /** What stands inside the testkit's contracts is a part of them, and no double for anybody. */
    private static List<Implementation> implementations(JavaClasses main) {
        return ports(main).stream()
                .flatMap(port -> port.getAllSubclasses().stream()
                        .filter(not(JavaClass::isInterface))
                        .filter(type -> !type.getPackageName().equals("org.ggscale.testkit")
                                || (type.isTopLevelClass() && isPublic(type)))
                        .map(type -> new Implementation(port, type)))
                .toList();
    }

    /** The tests of the modules built before this one, each with the classes of its package that help it. */
    private static List<Set<JavaClass>> tests(JavaClasses main) throws IOException {
        try (Stream<Path> folders =
                Files.find(Path.of(".."), 4, (path, attributes) -> path.endsWith("target/test-classes"))) {
            JavaClasses classes = new ClassFileImporter().importPaths(folders.toList());
            Map<String, List<JavaClass>> files = classes.stream().collect(groupingBy(PortsTest::file));
            return files.keySet().stream()
                    .filter(file -> isTest(file) && !file.contains(".twins."))
                    .map(file -> withHelp(file, files))
                    .map(test -> withInherited(test, main))
                    .toList();
        }
    }

    private static Set<JavaClass> withHelp(String test, Map<String, List<JavaClass>> files) {
        Set<JavaClass> reached = new HashSet<>(files.get(test));
        Deque<JavaClass> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            JavaClass user = open.pop();
            dependencies(user)
                    .filter(helper -> helper.getPackageName().equals(user.getPackageName()))
                    .map(PortsTest::file)
                    .filter(not(PortsTest::isTest))
                    .flatMap(helper -> files.getOrDefault(helper, List.of()).stream())
                    .filter(reached::add)
                    .forEach(open::push);
        }
        return reached;
    }

    /** Adds the contracts that stand inside what a test extends. */
    private static Set<JavaClass> withInherited(Set<JavaClass> test, JavaClasses main) {
        Set<String> parents = test.stream()
                .flatMap(part -> part.getAllRawSuperclasses().stream())
                .map(JavaClass::getName)
                .collect(toSet());
        return Stream.concat(test.stream(), main.stream().filter(type -> parents.contains(file(type))))
                .collect(toSet());
    }

    private static String file(JavaClass type) {
        return type.getName().replaceFirst("\\$.*", "");
    }

    private static boolean isTest(String file) {
        return file.endsWith("Test") || file.endsWith("IT");
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC);
    }

    private static Stream<JavaClass> dependencies(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(Dependency::getTargetClass)
                .map(JavaClass::getBaseComponentType);
    }

    private record Implementation(JavaClass port, JavaClass type) {
        boolean isProvenBy(Set<JavaClass> test) {
            return test.stream().anyMatch(part -> part.isAssignableTo(contract(port)))
                    && test.stream().flatMap(PortsTest::dependencies).anyMatch(this::leadsHere);
        }

        /** A public class is named by its test, any other stands behind a class of its package that is. */
        private boolean leadsHere(JavaClass named) {
            Stream<JavaClass> doors = isPublic(type) ? Stream.of(type) : type.getPackage().getClasses().stream();
            return doors.anyMatch(door -> door.getName().equals(named.getName()));
        }
    }
}

package org.ggscale.testkit.twins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.assertj.core.api.SoftAssertions;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a contract against broken twins. */
final class Bite {
    private static final String PATIENCE = "ggscale.testkit.patience";
    private static volatile UnaryOperator<?> around = UnaryOperator.identity();

    private Bite() {}

    /** Waits long enough for anybody else to come between two steps that should be one. */
    static void linger() {
        LockSupport.parkNanos(2_000_000);
    }

    /** Returns the adapter under test, broken as the run says. */
    @SuppressWarnings("unchecked")
    static <T> T subject(T good) {
        return ((UnaryOperator<T>) around).apply(good);
    }

    /**
     * Asserts that the good adapter fails no test, every twin some, and every test is failed by some twin.
     *
     * @param contract a test class whose adapter comes from {@link #subject}
     */
    static <T> void assertEveryTestBites(Class<?> contract, List<Twin<T>> twins) {
        Run good = run(contract, UnaryOperator.identity());
        assertThat(good.failed()).as("failed by the good adapter").isEmpty();
        assertThat(good.passed()).as("tests of " + contract).isNotEmpty();
        Set<String> toothless = new TreeSet<>(good.passed());
        SoftAssertions softly = new SoftAssertions();
        for (Twin<T> twin : twins) {
            Run run = run(contract, twin.around());
            softly.assertThat(run.failed())
                    .as("failed by a twin that " + twin.fault())
                    .isNotEmpty();
            toothless.removeAll(run.failed());
        }
        softly.assertThat(toothless).as("failed by no twin").isEmpty();
        softly.assertAll();
    }

    private static Run run(Class<?> contract, UnaryOperator<?> twin) {
        around = twin;
        System.setProperty(PATIENCE, twin == UnaryOperator.identity() ? "PT10S" : "PT0.5S");
        try {
            Run run = new Run(new ConcurrentSkipListSet<>(), new ConcurrentSkipListSet<>());
            LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectClass(contract))
                    .build();
            LauncherFactory.create().execute(request, run);
            return run;
        } finally {
            System.clearProperty(PATIENCE);
            around = UnaryOperator.identity();
        }
    }

    /** What became of the tests of one run, by name. */
    private record Run(Set<String> passed, Set<String> failed) implements TestExecutionListener {
        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            test.getSource()
                    .filter(MethodSource.class::isInstance)
                    .map(MethodSource.class::cast)
                    .ifPresent(method -> outcome(result).add(method.getMethodName()));
        }

        private Set<String> outcome(TestExecutionResult result) {
            return result.getStatus() == TestExecutionResult.Status.SUCCESSFUL ? passed : failed;
        }
    }
}

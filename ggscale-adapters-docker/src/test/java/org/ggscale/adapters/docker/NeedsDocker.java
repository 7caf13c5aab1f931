package org.ggscale.adapters.docker;

import java.io.File;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A test of a real daemon: skipped where there is none, unless {@code GGSCALE_TESTS_REQUIRE_DOCKER} says that there is. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsDocker.Condition.class)
@interface NeedsDocker {
    /** Looks for the daemon once. */
    final class Condition implements ExecutionCondition {
        private static final Optional<String> OBSTACLE = TestDaemon.obstacle();

        /** Skips a test that needs one more program of Debian, unless all are said to be there. */
        static void assumeProgram(String name) {
            boolean found = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                    .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
            Assumptions.assumeTrue(found || required(), "the program " + name + " is not installed");
        }

        private static boolean required() {
            return System.getenv("GGSCALE_TESTS_REQUIRE_DOCKER") != null;
        }

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (OBSTACLE.isEmpty()) {
                return ConditionEvaluationResult.enabled("a daemon answers");
            }
            if (required()) {
                throw new IllegalStateException(OBSTACLE.get());
            }
            return ConditionEvaluationResult.disabled(OBSTACLE.get());
        }
    }
}

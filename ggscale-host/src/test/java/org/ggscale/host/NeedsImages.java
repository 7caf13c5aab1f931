package org.ggscale.host;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A test of the images that the build has made, on a real daemon: skipped where one is missing, unless
 * {@code GGSCALE_TESTS_REQUIRE_DOCKER} says that they are there.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsImages.Condition.class)
@interface NeedsImages {
    Path ENGINE = Path.of("target", "ggscale", "images", "engine-drift.tar");
    Path HOST = Path.of("target", "image", "ggscale-host.tar");

    /** Looks once. */
    final class Condition implements ExecutionCondition {
        private static final Optional<String> OBSTACLE = obstacle();

        private static Optional<String> obstacle() {
            for (Path image : new Path[] {ENGINE, HOST}) {
                if (Files.notExists(image)) {
                    return Optional.of("there is no image " + image + ": images are built on Linux");
                }
            }
            DockerCommand.Result version = DockerCommand.call("version");
            return version.status() == 0
                    ? Optional.empty()
                    : Optional.of("no Docker daemon: " + version.output() + "; start one, or set DOCKER_HOST");
        }

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (OBSTACLE.isEmpty()) {
                return ConditionEvaluationResult.enabled("a daemon answers");
            }
            if (System.getenv("GGSCALE_TESTS_REQUIRE_DOCKER") != null) {
                throw new IllegalStateException(OBSTACLE.get());
            }
            return ConditionEvaluationResult.disabled(OBSTACLE.get());
        }
    }
}

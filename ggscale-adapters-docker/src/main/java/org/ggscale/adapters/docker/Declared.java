package org.ggscale.adapters.docker;

import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.model.ContainerConfig;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HealthCheck;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an image declares of itself, as far as it is followed. The daemon does more for an image that declares more, outside
 * of the engine's bounds: what no engine needs is refused.
 *
 * @param id of the image
 * @param limits that it asks for
 * @param volumes absolute paths outside of the state directory
 * @param check how its own check differs from what the image says; empty when it does not
 */
record Declared(String id, Limits limits, Set<String> volumes, Optional<HealthCheck> check) {
    private static final int MOST_PORTS = 100;
    private static final int MOST_VOLUMES = 16;
    private static final long MOST_LABELS = 256 << 10;
    private static final long MOST_WORDS = 64 << 10;
    /** Each check costs the daemon a new process. */
    private static final long SHORTEST_PAUSE = Duration.ofSeconds(1).toNanos();

    /**
     * Reads what an image declares.
     *
     * @throws IllegalArgumentException when it is refused; says what and why
     */
    static Declared by(InspectImageResponse image) {
        ContainerConfig config = Optional.ofNullable(image.getConfig())
                .orElseThrow(() -> new IllegalArgumentException("the image has no configuration"));
        Map<String, String> labels = config.getLabels() == null ? Map.of() : config.getLabels();
        ExposedPort[] ports = config.getExposedPorts();
        require(ports == null || ports.length <= MOST_PORTS, "the image exposes more than " + MOST_PORTS + " ports");
        require(length(labels) <= MOST_LABELS, "the labels of the image have more than " + MOST_LABELS + " characters");
        require(
                words(config) <= MOST_WORDS,
                "the command, check and environment of the image have more than " + MOST_WORDS + " characters");
        return new Declared(
                Objects.requireNonNull(image.getId()),
                Limits.wantedBy(labels),
                volumes(config.getVolumes()),
                Optional.ofNullable(config.getHealthcheck()).map(Declared::paced));
    }

    private static long length(Map<String, String> labels) {
        return labels.entrySet().stream()
                .mapToLong(label -> label.getKey().length() + label.getValue().length())
                .sum();
    }

    /** They are in every answer of the daemon about the container, and the command in each listing of all of them. */
    private static long words(ContainerConfig config) {
        HealthCheck check = config.getHealthcheck();
        return Stream.of(config.getEntrypoint(), config.getCmd(), config.getEnv())
                        .mapToLong(Declared::length)
                        .sum()
                + (check == null || check.getTest() == null
                        ? 0
                        : length(check.getTest().toArray(String[]::new)));
    }

    /** An empty word costs as well. */
    private static long length(String @Nullable [] words) {
        return words == null
                ? 0
                : Stream.of(words).mapToLong(word -> word.length() + 1L).sum();
    }

    private static Set<String> volumes(@Nullable Map<String, ?> declared) {
        if (declared == null) {
            return Set.of();
        }
        require(declared.size() <= MOST_VOLUMES, "the image declares more than " + MOST_VOLUMES + " volumes");
        Set<Path> paths = declared.keySet().stream()
                .map(path -> Path.of(path).normalize())
                .filter(path -> !path.equals(Sandbox.STATE))
                .collect(Collectors.toSet());
        for (Path path : paths) {
            require(
                    path.isAbsolute() && !path.startsWith(Sandbox.STATE),
                    "the image declares the volume " + path + "; volumes are absolute and not inside " + Sandbox.STATE);
        }
        return paths.stream().map(Path::toString).collect(Collectors.toSet());
    }

    /** The daemon takes the rest from the image. */
    private static HealthCheck paced(HealthCheck check) {
        return new HealthCheck()
                .withInterval(paced(check.getInterval()))
                .withStartInterval(paced(check.getStartInterval()));
    }

    private static @Nullable Long paced(@Nullable Long pause) {
        return pause == null || pause == 0 ? null : Math.max(pause, SHORTEST_PAUSE);
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}

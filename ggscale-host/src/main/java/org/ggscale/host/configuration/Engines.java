package org.ggscale.host.configuration;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ggscale.adapters.docker.PullPolicy;

/**
 * Which engines a host starts, and how.
 *
 * @param childProcesses whether commands are started as child processes
 * @param docker whether images are started in containers
 */
public record Engines(boolean childProcesses, Docker docker, Containers containers) {
    private static final String ALLOWED = "auto, or a list of process and docker";

    /** Whether there is Docker. */
    public enum Docker {
        /** When its daemon answers at the start. */
        IF_IT_ANSWERS,
        /** Also when its daemon is away at the start. */
        YES,
        /** Never. */
        NO
    }

    /**
     * How containers are started.
     *
     * @param host empty for {@code DOCKER_HOST}, else the local socket
     * @param maxMemory bytes
     * @param maxPids processes and threads
     */
    public record Containers(
            Optional<String> host,
            String network,
            Optional<String> stack,
            PullPolicy pullPolicy,
            long maxMemory,
            double maxCpus,
            int maxPids) {}

    static Engines read(Values values, boolean production) {
        String text = values.find(Variable.GGSCALE_ENGINES).orElse(Variable.GGSCALE_ENGINES.shownDefault());
        Containers containers = containers(values);
        if (text.equals("auto")) {
            // A child process has the host's rights, so production starts none unless it is named.
            return new Engines(!production, Docker.IF_IT_ANSWERS, containers);
        }
        Set<String> named = Arrays.stream(text.split(",")).map(String::strip).collect(Collectors.toSet());
        if (!Set.of("process", "docker").containsAll(named)) {
            throw new ConfigurationException(Variable.GGSCALE_ENGINES, text, ALLOWED);
        }
        return new Engines(named.contains("process"), named.contains("docker") ? Docker.YES : Docker.NO, containers);
    }

    private static Containers containers(Values values) {
        return new Containers(
                values.find(Variable.GGSCALE_DOCKER_HOST),
                network(values),
                values.find(Variable.GGSCALE_STACK_LABEL),
                PullPolicy.valueOf(values.choice(
                                Variable.GGSCALE_RUNTIME_IMAGE_PULL_POLICY, List.of("if_missing", "always", "never"))
                        .toUpperCase(Locale.ROOT)),
                values.size(Variable.GGSCALE_ENGINE_MAX_MEMORY, 6L << 20),
                cpus(values),
                values.number(Variable.GGSCALE_ENGINE_MAX_PIDS, 1, 1_000_000));
    }

    private static String network(Values values) {
        String name =
                values.find(Variable.GGSCALE_DOCKER_NETWORK).orElse(Variable.GGSCALE_DOCKER_NETWORK.shownDefault());
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}")) {
            throw new ConfigurationException(
                    Variable.GGSCALE_DOCKER_NETWORK,
                    name,
                    "1 to 63 characters of A-Za-z0-9_.-, a letter or digit first");
        }
        return name;
    }

    private static double cpus(Values values) {
        String text =
                values.find(Variable.GGSCALE_ENGINE_MAX_CPUS).orElse(Variable.GGSCALE_ENGINE_MAX_CPUS.shownDefault());
        boolean number = text.matches("[0-9]{1,4}(\\.[0-9]{1,9})?");
        if (!number || new BigDecimal(text).compareTo(new BigDecimal("0.01")) < 0) {
            throw new ConfigurationException(
                    Variable.GGSCALE_ENGINE_MAX_CPUS, text, "a number of processors such as 0.5, 0.01 or more");
        }
        return Double.parseDouble(text);
    }
}

package org.ggscale.adapters.docker;

import com.github.dockerjava.api.model.Network;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The network of the engines, on which they cannot reach each other. */
final class Bridge {
    private static final String ISOLATION = "com.docker.network.bridge.enable_icc";
    private static final String INTERFACE = "com.docker.network.bridge.name";
    private static final int LONGEST_INTERFACE = 15;
    private static final Duration REMOVAL = Duration.ofSeconds(10);

    private final Daemon daemon;
    private final String name;
    private final Map<String, String> labels;

    Bridge(Daemon daemon, String name, Optional<String> stack) {
        this.daemon = daemon;
        this.name = name;
        this.labels = Labels.ofNetwork(stack);
    }

    String name() {
        return name;
    }

    /**
     * Creates the network unless it is there.
     *
     * @return why the one that is there cannot be used
     */
    Optional<String> ensure() {
        Optional<Network> found = find();
        if (found.isEmpty()) {
            create();
            // Somebody else may have been faster, with other options.
            found = find();
        }
        return found.filter(Bridge::keepsApart).isPresent()
                ? Optional.empty()
                : Optional.of(
                        "on the network " + name + " containers can reach each other; create it as a bridge with the"
                                + " option " + ISOLATION + "=false, or name one that is not there");
    }

    /** Other drivers ignore the option. */
    private static boolean keepsApart(Network network) {
        Map<String, String> options = Objects.requireNonNullElse(network.getOptions(), Map.of());
        return "bridge".equals(network.getDriver()) && "false".equals(options.get(ISOLATION));
    }

    private Optional<Network> find() {
        return daemon.find(
                "inspect network " + name,
                client -> client.inspectNetworkCmd().withNetworkId(name).exec());
    }

    /** The interface has a name that a firewall rule can be written for. */
    private void create() {
        String bridge = "br-" + name;
        String shortened = bridge.substring(0, Math.min(bridge.length(), LONGEST_INTERFACE));
        daemon.settle(
                "create network " + name,
                REMOVAL,
                client -> client.createNetworkCmd()
                        .withName(name)
                        .withDriver("bridge")
                        .withCheckDuplicate(true)
                        .withLabels(labels)
                        .withOptions(Map.of(ISOLATION, "false", INTERFACE, shortened))
                        .exec());
    }

    /** Removes the network if this product has created it and no container is on it. */
    void removeIfUnused() {
        boolean removable = find().filter(network -> network.getLabels() != null)
                .filter(network -> network.getLabels().containsKey(Labels.BACKEND))
                .filter(network -> network.getContainers().isEmpty())
                .isPresent();
        if (removable) {
            daemon.settle(
                    "remove network " + name,
                    REMOVAL,
                    client -> client.removeNetworkCmd(name).exec());
        }
    }
}

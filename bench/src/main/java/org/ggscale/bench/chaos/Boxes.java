package org.ggscale.bench.chaos;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.HostConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.ggscale.bench.chaos.Finding.Invariant;

/** The containers of a daemon: those that hosts have made, and those that only look so. */
final class Boxes {
    private static final String TOKEN = "galaxy.instance";
    private static final String BACKEND = "galaxy.backend";
    private static final String PREFIX = "galaxy-game-";

    private final OwnDaemon daemon;
    private final Map<String, Spoof> spoofs = new HashMap<>();
    private int spoofed;

    Boxes(OwnDaemon daemon) {
        this.daemon = daemon;
    }

    /**
     * A container.
     *
     * @param token what its label says
     * @param state such as {@code running}
     */
    record Box(String id, String name, String token, String state) {}

    /** A container that is nobody's, with the labels of a game's. */
    private record Spoof(String id, UUID game, String startedAt) {}

    /** Finds the container of a game. */
    Optional<Box> of(UUID game) {
        return inspect(PREFIX + game)
                .map(found -> new Box(
                        found.getId(),
                        PREFIX + game,
                        labels(found).getOrDefault(TOKEN, ""),
                        Objects.requireNonNullElse(found.getState().getStatus(), "")));
    }

    /** Kills the container of a game, or removes it; returns whether there was one that ran. */
    boolean strike(UUID game, boolean remove) {
        try {
            if (remove) {
                daemon.client()
                        .removeContainerCmd(PREFIX + game)
                        .withForce(true)
                        .exec();
            } else {
                daemon.client().killContainerCmd(PREFIX + game).exec();
            }
            return true;
        } catch (DockerException gone) {
            return false;
        }
    }

    /** Lists what carries the label of an instance and was not put there by {@link #spoof}. */
    List<Box> made() {
        return daemon.client().listContainersCmd().withShowAll(true).withLabelFilter(List.of(TOKEN)).exec().stream()
                .filter(container -> !spoofs.containsKey(container.getId()))
                .map(Boxes::box)
                .toList();
    }

    private static Box box(Container container) {
        return new Box(
                container.getId(),
                container.getNames()[0].substring(1),
                container.getLabels().getOrDefault(TOKEN, ""),
                container.getState());
    }

    /** Counts the networks that hosts have made. */
    long networks() {
        return daemon.client().listNetworksCmd().exec().stream()
                .filter(network ->
                        network.getLabels() != null && network.getLabels().containsKey(BACKEND))
                .count();
    }

    /** Puts up a running container with the labels of a game's, under another name: one of ours for another game, or a free one. */
    void spoof(UUID game) {
        Optional<InspectContainerResponse> real = inspect(PREFIX + game);
        if (real.isEmpty()) {
            return;
        }
        spoofed++;
        String name = spoofed % 2 == 0 ? "not-ours-" + spoofed : PREFIX + UUID.randomUUID();
        String id = daemon.client()
                .createContainerCmd(real.get().getImageId())
                .withName(name)
                .withLabels(labels(real.get()))
                .withEnv("GGSCALE_ENGINE_PORT=8080", "GGSCALE_ENGINE_STATE_DIR=/state")
                .withHostConfig(HostConfig.newHostConfig()
                        .withNetworkMode("none")
                        .withMemory(96L << 20)
                        .withTmpFs(Map.of("/state", "rw")))
                .exec()
                .getId();
        daemon.client().startContainerCmd(id).exec();
        spoofs.put(id, new Spoof(id, game, startedAt(id).orElse("")));
    }

    private Optional<String> startedAt(String id) {
        return inspect(id)
                .filter(found -> Boolean.TRUE.equals(found.getState().getRunning()))
                .map(found -> found.getState().getStartedAt());
    }

    /** Finds spoofs that were stopped, started or removed by somebody. */
    List<Finding> touched() {
        List<Finding> findings = new ArrayList<>();
        for (Spoof spoof : spoofs.values()) {
            if (!startedAt(spoof.id()).equals(Optional.of(spoof.startedAt()))) {
                findings.add(new Finding(
                        Invariant.FOREIGN,
                        spoof.game(),
                        "the container " + spoof.id() + ", which only has its labels, was touched"));
            }
        }
        return findings;
    }

    /** Starts the spoofs again that a daemon has ended; finds those that are not there any more. */
    List<Finding> revive() {
        List<Finding> findings = new ArrayList<>();
        for (Spoof spoof : List.copyOf(spoofs.values())) {
            try {
                daemon.client().startContainerCmd(spoof.id()).exec();
                String startedAt = startedAt(spoof.id()).orElse("");
                spoofs.put(spoof.id(), new Spoof(spoof.id(), spoof.game(), startedAt));
            } catch (NotModifiedException running) {
                // The daemon has kept it.
            } catch (NotFoundException gone) {
                findings.add(
                        new Finding(Invariant.FOREIGN, spoof.game(), "the container " + spoof.id() + " was removed"));
            }
        }
        return findings;
    }

    /** Returns whether a container is a spoof. */
    boolean isSpoof(String id) {
        return spoofs.containsKey(id);
    }

    /** Takes all spoofs away. */
    void clear() {
        spoofs.keySet()
                .forEach(id ->
                        daemon.client().removeContainerCmd(id).withForce(true).exec());
        spoofs.clear();
    }

    /** Returns how many spoofs there have been. */
    int spoofed() {
        return spoofed;
    }

    private Optional<InspectContainerResponse> inspect(String id) {
        try {
            return Optional.of(daemon.client().inspectContainerCmd(id).exec());
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> labels(InspectContainerResponse container) {
        return Objects.requireNonNullElse(
                Objects.requireNonNull(container.getConfig()).getLabels(), Map.of());
    }
}

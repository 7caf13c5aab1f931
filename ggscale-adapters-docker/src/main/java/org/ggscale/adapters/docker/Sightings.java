package org.ggscale.adapters.docker;

import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.api.model.EventActor;
import java.io.Closeable;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.EngineInstances.Sighting;
import org.ggscale.core.engine.EngineInstances.Watch;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.core.game.GameId;

/** Knows which instances should run, and tells of those that end without having been asked to, or fall ill. */
final class Sightings implements Closeable {
    private final Containers containers;
    private final GameLocks locks;
    private final EventWatch events;
    private final Map<GameId, EngineInstance> known = new ConcurrentHashMap<>();
    private final Map<GameId, String> reported = new ConcurrentHashMap<>();
    private final Map<Object, Consumer<Sighting>> listeners = new ConcurrentHashMap<>();
    private boolean watching;

    Sightings(Daemon daemon, Containers containers, GameLocks locks) {
        this.containers = containers;
        this.locks = locks;
        this.events = new EventWatch(daemon, this::heard, this::compare);
    }

    /** Expects an instance to run from now on. */
    void expect(EngineInstance instance) {
        known.put(instance.gameId(), instance);
    }

    /** Expects no instance of a game any more: what happens to it was asked for. */
    void forget(GameId gameId) {
        known.remove(gameId);
        reported.remove(gameId);
    }

    /** Returns whether no instance is expected to run. */
    boolean expectNothing() {
        return known.isEmpty();
    }

    /** Calls back on a thread of its own for each sighting; the first watch begins to follow the daemon's events. */
    synchronized Watch watch(Consumer<Sighting> listener) {
        Object registration = new Object();
        listeners.put(registration, listener);
        if (!watching) {
            watching = true;
            events.start();
        }
        return () -> listeners.remove(registration);
    }

    private void heard(Event event) {
        EventActor container = Objects.requireNonNull(event.getActor());
        String action = Objects.toString(event.getAction(), "");
        // What somebody else's containers do, however often, costs neither the daemon a question nor a game its lock.
        Labels.read(container.getAttributes())
                .filter(containers::knows)
                .ifPresent(claim ->
                        Thread.startVirtualThread(() -> heard(Objects.toString(container.getId(), ""), claim, action)));
    }

    private void heard(String containerId, Labels.Claim claim, String action) {
        boolean healthy = action.endsWith(": healthy");
        if (!action.startsWith("health_status")) {
            lookAgain(claim.gameId(), claim.token());
        } else if (healthy || action.endsWith(": unhealthy")) {
            Optional.ofNullable(known.get(claim.gameId()))
                    .filter(instance -> instance.id().equals(containerId))
                    .map(instance -> new Sighting(
                            instance, healthy ? EngineHealth.HEALTHY : EngineHealth.INSPECT_UNHEALTHY, action))
                    .ifPresent(this::tell);
        }
    }

    /** Compares what is known with what runs: for the time in which no event was heard. */
    private void compare() {
        List<Containers.Listed> listing = Daemon.refusedIsUnavailable(containers::list).stream()
                .filter(Containers.Listed::running)
                .toList();
        List<EngineInstance> running =
                listing.stream().map(Containers.Listed::instance).toList();
        Set<EngineInstance> doubtful = new HashSet<>(known.values());
        doubtful.addAll(running);
        doubtful.removeIf(instance -> running.contains(instance) && known.containsValue(instance));
        doubtful.forEach(instance -> Thread.startVirtualThread(() -> lookAgain(instance.gameId(), instance.token())));
        listing.stream()
                .filter(Containers.Listed::ill)
                .map(ill -> new Sighting(ill.instance(), EngineHealth.INSPECT_UNHEALTHY, "its own check finds it ill"))
                .forEach(this::tell);
    }

    /** Waits for what is being done to the game: what was asked to end is not there any more, and not reported. */
    private void lookAgain(GameId gameId, InstanceToken token) {
        try {
            locks.locked(gameId, () -> {
                switch (containers.find(gameId)) {
                    case Containers.Found.Ours(EngineInstance instance, ContainerState state)
                    when instance.token().equals(token) -> seen(instance, state);
                    case Containers.Found.Ours another -> {}
                    case Containers.Found.Foreign foreign -> disappeared(gameId, token);
                    case Containers.Found.None none -> disappeared(gameId, token);
                }
                return true;
            });
        } catch (UnavailableException e) {
            // Everything is compared again when the daemon is back.
        }
    }

    private void seen(EngineInstance instance, ContainerState state) {
        if (Containers.running(state)) {
            known.put(instance.gameId(), instance);
        } else if (!instance.id().equals(reported.put(instance.gameId(), instance.id()))) {
            known.remove(instance.gameId());
            tell(new Sighting(instance, Containers.health(state), containers.lastOf(instance, state)));
        }
    }

    private void disappeared(GameId gameId, InstanceToken token) {
        EngineInstance instance = known.get(gameId);
        if (instance != null && instance.token().equals(token) && known.remove(gameId, instance)) {
            tell(new Sighting(instance, EngineHealth.DISAPPEARED, "the container of the engine is not there any more"));
        }
    }

    private void tell(Sighting sighting) {
        listeners.values().forEach(listener -> Thread.startVirtualThread(() -> listener.accept(sighting)));
    }

    @Override
    public void close() {
        listeners.clear();
        events.close();
    }
}

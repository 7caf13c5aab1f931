package org.ggscale.adapters.docker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.ggscale.core.engine.EngineInstance;

/**
 * Containers that do not run. One that has ended is kept for an hour, for its log; one that was never started goes when it is
 * seen for the second time.
 */
final class Remains {
    private static final Duration KEPT = Duration.ofHours(1);

    private final InstantSource clock;
    private final Map<String, Instant> seen = new ConcurrentHashMap<>();

    Remains(InstantSource clock) {
        this.clock = clock;
    }

    /** Takes note of a listing, and returns what is to be removed now. */
    List<EngineInstance> due(List<Containers.Listed> listing) {
        List<Containers.Listed> idle =
                listing.stream().filter(listed -> !listed.running()).toList();
        List<EngineInstance> due = idle.stream()
                .filter(this::isDue)
                .map(Containers.Listed::instance)
                .toList();
        Set<String> ids = idle.stream().map(listed -> listed.instance().id()).collect(Collectors.toSet());
        seen.keySet().retainAll(ids);
        ids.forEach(id -> seen.putIfAbsent(id, clock.instant()));
        return due;
    }

    private boolean isDue(Containers.Listed listed) {
        Instant first = seen.get(listed.instance().id());
        return first != null && (listed.stillborn() || !clock.instant().isBefore(first.plus(KEPT)));
    }
}

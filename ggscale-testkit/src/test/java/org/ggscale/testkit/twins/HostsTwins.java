package org.ggscale.testkit.twins;

import static org.ggscale.testkit.twins.Breaking.hosts;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.ggscale.core.Storage;
import org.ggscale.core.Storage.Beat;
import org.ggscale.core.Storage.Pulse;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.play.Memberships;
import org.ggscale.core.runtime.OwnerId;
import org.ggscale.core.turn.Turns.Claims;
import org.ggscale.testkit.Fixtures;

/** Stores of owners, and whole storages, with one fault each. */
final class HostsTwins {
    static final List<Twin<Storage>> HOSTS = List.of(
            hosts("lets every owner die", storage -> new Forwarding.ToHosts(storage) {
                @Override
                public Renewal renew(OwnerId owner, Duration life) {
                    return new Renewal.Expired();
                }
            }),
            hosts("revives the dead", storage -> new Forwarding.ToHosts(storage) {
                @Override
                public Renewal renew(OwnerId owner, Duration life) {
                    Renewal renewal = super.renew(owner, life);
                    if (renewal instanceof Renewal.Expired) {
                        enlist(owner, Fixtures.NODE, life);
                    }
                    return renewal;
                }
            }),
            hosts("does not prolong a life", storage -> new Forwarding.ToHosts(storage) {
                @Override
                public Renewal renew(OwnerId owner, Duration life) {
                    return super.renew(owner, Duration.ofHours(1));
                }
            }),
            hosts("lets the retired live on", storage -> new Forwarding.ToHosts(storage) {
                @Override
                public void retire(OwnerId owner) {}
            }),
            hosts("retires the whole node", storage -> new Forwarding.ToHosts(storage) {
                private final Set<OwnerId> owners = new HashSet<>();

                @Override
                public Instant enlist(OwnerId owner, NodeId node, Duration life) {
                    owners.add(owner);
                    return super.enlist(owner, node, life);
                }

                @Override
                public void retire(OwnerId owner) {
                    owners.forEach(super::retire);
                }
            }),
            hosts("goes by another clock", storage -> new Forwarding.ToHosts(storage) {
                @Override
                public Renewal renew(OwnerId owner, Duration life) {
                    return super.renew(owner, life) instanceof Renewal.Renewed(Instant now)
                            ? new Renewal.Renewed(now.minusSeconds(1))
                            : new Renewal.Expired();
                }
            }));

    static final List<Twin<Storage>> STORAGE = List.of(
            new Twin<>("is never ready", storage -> new Forwarding.ToStorage(storage) {
                @Override
                public Optional<String> check() {
                    return Optional.of("not yet");
                }
            }),
            pulsing(
                    "tells of no changed memberships",
                    (storage, beat) -> storage.pulse(beat)
                                    instanceof Pulse.Alive(Claims claims, boolean unsettled, var changes)
                            ? new Pulse.Alive(claims, unsettled, new Memberships.Changes(changes.cursor(), Set.of()))
                            : new Pulse.Expired()),
            pulsing("lets every owner die", (storage, beat) -> new Pulse.Expired()),
            pulsing(
                    "lets the dead claim",
                    (storage, beat) -> new Pulse.Alive(
                            storage.turns().claimDue(beat.owner(), beat.node(), beat.limit()),
                            true,
                            storage.memberships().changes(beat.seen()))),
            pulsing(
                    "finds everything settled",
                    (storage, beat) ->
                            storage.pulse(beat) instanceof Pulse.Alive(Claims claims, boolean unsettled, var changes)
                                    ? new Pulse.Alive(claims, false, changes)
                                    : new Pulse.Expired()),
            new Twin<>("can be closed once", storage -> new Forwarding.ToStorage(storage) {
                private boolean closed;

                @Override
                public void close() {
                    if (closed) {
                        throw new IllegalStateException("closed");
                    }
                    closed = true;
                }
            }));

    private HostsTwins() {}

    private static Twin<Storage> pulsing(String fault, BiFunction<Storage, Beat, Pulse> broken) {
        return new Twin<>(fault, storage -> new Forwarding.ToStorage(storage) {
            @Override
            public Pulse pulse(Beat beat) {
                return broken.apply(storage, beat);
            }
        });
    }
}

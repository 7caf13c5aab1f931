package org.ggscale.testkit.twins;

import static org.ggscale.testkit.twins.Breaking.records;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.ggscale.core.Page;
import org.ggscale.core.Storage;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.Placement;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.tenant.TenantId;

/** Stores whose placements have one fault each. */
final class PlacementsTwins {
    static final List<Twin<Storage>> ALL = List.of(
            placing("places games without an instance nowhere", placement -> without(placement, Optional.empty())),
            placing(
                    "makes an instance up",
                    placement -> without(placement, placement.instanceId().or(() -> Optional.of("0")))),
            records("places what is over, too", storage -> new Forwarding.ToRecords(storage) {
                @Override
                public List<Placement> placements(NodeId node, Optional<GameKey> after, int limit) {
                    return list(TenantId.DEFAULT, Optional.empty(), Page.Request.first(200)).items().stream()
                            .map(Placement::of)
                            .toList();
                }
            }),
            records("places from the first one on", storage -> new Forwarding.ToRecords(storage) {
                @Override
                public List<Placement> placements(NodeId node, Optional<GameKey> after, int limit) {
                    return super.placements(node, Optional.empty(), limit);
                }
            }),
            records("needs the game to continue after", storage -> new Forwarding.ToRecords(storage) {
                @Override
                public List<Placement> placements(NodeId node, Optional<GameKey> after, int limit) {
                    return super.placements(node, after.filter(key -> find(key).isPresent()), limit);
                }
            }),
            records("counts what it manages", storage -> new Forwarding.ToRecords(storage) {
                @Override
                public Page<RuntimeRecord> managed(NodeId node, Optional<GameId> gameId, Page.Request page) {
                    return Breaking.counting(request -> super.managed(node, gameId, request), page);
                }
            }),
            records("finds live games only", storage -> new Forwarding.ToRecords(storage) {
                @Override
                public List<Placement> placements(Collection<GameId> games) {
                    return super.placements(games).stream()
                            .filter(placement -> placement.status() != RuntimeStatus.STOPPED)
                            .toList();
                }
            }));

    private PlacementsTwins() {}

    private static Placement without(Placement placement, Optional<String> instanceId) {
        return new Placement(
                placement.key(),
                placement.status(),
                placement.node(),
                placement.token(),
                instanceId,
                placement.endpoint(),
                placement.finishedAt());
    }

    private static Twin<Storage> placing(String fault, UnaryOperator<Placement> change) {
        return records(fault, storage -> new Forwarding.ToRecords(storage) {
            @Override
            public List<Placement> placements(NodeId node, Optional<GameKey> after, int limit) {
                return super.placements(node, after, limit).stream().map(change).toList();
            }
        });
    }
}

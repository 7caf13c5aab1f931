package org.ggscale.testkit.twins;

import static org.ggscale.testkit.twins.Breaking.turns;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.ggscale.core.Page;
import org.ggscale.core.Storage;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.OwnerId;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecords.Change;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.tenant.TenantId;
import org.ggscale.core.turn.Turns.Claims;
import org.ggscale.core.turn.Turns.Skip;
import org.ggscale.testkit.Fixtures;
import org.ggscale.testkit.Records;

/** Stores with one fault each in how they claim turns, tell the next time, and skip. */
final class ClaimsTwins {
    static final List<Twin<Storage>> ALL = List.of(
            claiming(
                    "does not raise the epoch",
                    claims -> claimed(
                            claims,
                            all -> all.stream()
                                    .map(record -> record.copy()
                                            .epoch(record.epoch() - 1)
                                            .build())
                                    .toList())),
            claiming(
                    "goes by another clock",
                    claims -> new Claims(
                            claims.now().minus(Duration.ofHours(1)),
                            claims.claimed(),
                            claims.skipping(),
                            claims.nextDue())),
            claiming(
                    "comes a minute late",
                    claims -> claimed(
                            claims,
                            all -> all.stream()
                                    .filter(record ->
                                            dueBefore(record, claims.now().minusSeconds(60)))
                                    .toList())),
            claimingToo(
                    "claims games without a time",
                    record -> record.nextGenerationAt().isEmpty()),
            claimingToo("claims stopped games", record -> record.status() == RuntimeStatus.STOPPED),
            claimingToo("claims paused games", RuntimeRecord::paused),
            claimingToo(
                    "claims the games of every node",
                    record -> record.engine()
                            .node()
                            .filter(Fixtures.OTHER_NODE::equals)
                            .isPresent()),
            claiming(
                    "leaves external games alone",
                    claims -> claimed(
                            claims,
                            all -> all.stream()
                                    .filter(record -> !record.engine().external())
                                    .toList())),
            claiming(
                    "serves one tenant",
                    claims -> claimed(
                            claims,
                            all -> all.stream()
                                    .filter(record -> record.key().tenant().equals(TenantId.DEFAULT))
                                    .toList())),
            claiming("turns the order round", claims -> claimed(claims, ClaimsTwins::reversed)),
            turns("claims twice", storage -> new Forwarding.ToTurns(storage) {
                private final List<RuntimeRecord> before = Collections.synchronizedList(new ArrayList<>());

                @Override
                public Claims claimDue(OwnerId owner, NodeId node, int limit) {
                    Claims claims = super.claimDue(owner, node, limit);
                    List<RuntimeRecord> again = new ArrayList<>(claims.claimed());
                    if (again.size() < limit && !before.isEmpty()) {
                        again.add(before.remove(0));
                    }
                    before.addAll(claims.claimed());
                    return claimed(claims, all -> again);
                }
            }),
            turns("claims games that skip", storage -> new Forwarding.ToTurns(storage) {
                @Override
                public Claims claimDue(OwnerId owner, NodeId node, int limit) {
                    Claims claims = super.claimDue(owner, node, limit);
                    List<RuntimeRecord> all = new ArrayList<>(claims.claimed());
                    claims.skipping().forEach(record -> all.add(take(storage, record, owner)));
                    return new Claims(claims.now(), all, List.of(), claims.nextDue());
                }
            }),
            turns("takes one more than the limit", storage -> new Forwarding.ToTurns(storage) {
                @Override
                public Claims claimDue(OwnerId owner, NodeId node, int limit) {
                    return super.claimDue(owner, node, limit + 1);
                }
            }),
            nextDue(
                    "counts what cannot be claimed as next",
                    (storage, claims) -> records(storage)
                            .flatMap(record -> record.nextGenerationAt().stream())
                            .min(Instant::compareTo)),
            nextDue(
                    "knows of no game that is due already",
                    (storage, claims) -> claims.nextDue().filter(due -> due.isAfter(claims.now()))),
            nextDue(
                    "counts what it returned as next",
                    (storage, claims) -> claims.claimed().isEmpty() ? claims.nextDue() : Optional.of(claims.now())),
            skipping(
                    "does not count missed ticks",
                    (storage, skip) -> Optional.of(new Skip(skip.key(), skip.epoch(), skip.nextGenerationAt(), 0))),
            skipping(
                    "keeps the time that has no next",
                    (storage, skip) -> Optional.of(new Skip(
                            skip.key(),
                            skip.epoch(),
                            skip.nextGenerationAt().or(() -> Optional.of(Fixtures.PAST)),
                            skip.missed()))),
            skipping(
                    "ignores the epoch of a skip",
                    (storage, skip) -> storage.runtimeRecords()
                            .find(skip.key())
                            .map(record ->
                                    new Skip(record.key(), record.epoch(), skip.nextGenerationAt(), skip.missed()))),
            skipping("skips the game in every tenant", (storage, skip) -> {
                GameKey first = new GameKey(TenantId.DEFAULT, skip.key().gameId());
                if (!first.equals(skip.key())) {
                    storage.turns().skip(List.of(new Skip(first, skip.epoch(), skip.nextGenerationAt(), 0)));
                }
                return Optional.of(skip);
            }));

    private ClaimsTwins() {}

    private static Claims claimed(Claims claims, UnaryOperator<List<RuntimeRecord>> change) {
        return new Claims(claims.now(), change.apply(claims.claimed()), claims.skipping(), claims.nextDue());
    }

    private static boolean dueBefore(RuntimeRecord record, Instant time) {
        return record.nextGenerationAt().filter(time::isAfter).isPresent();
    }

    private static List<RuntimeRecord> reversed(List<RuntimeRecord> records) {
        List<RuntimeRecord> reversed = new ArrayList<>(records);
        Collections.reverse(reversed);
        return reversed;
    }

    private static Stream<RuntimeRecord> records(Storage storage) {
        return Stream.of(Fixtures.TENANT, Fixtures.OTHER_TENANT)
                .flatMap(tenant ->
                        storage
                                .runtimeRecords()
                                .list(tenant, Optional.empty(), Page.Request.first(200))
                                .items()
                                .stream());
    }

    private static RuntimeRecord take(Storage storage, RuntimeRecord record, OwnerId owner) {
        RuntimeRecord taken = record.next(RuntimeStatus.GENERATION_IN_PROGRESS, Fixtures.PAST)
                .owner(owner)
                .generation(Records.generation(record.currentTurn() + 1))
                .build();
        storage.runtimeRecords().replace(Change.of(record, taken));
        return taken;
    }

    private static Twin<Storage> claiming(String fault, UnaryOperator<Claims> broken) {
        return turns(fault, storage -> new Forwarding.ToTurns(storage) {
            @Override
            public Claims claimDue(OwnerId owner, NodeId node, int limit) {
                return broken.apply(super.claimDue(owner, node, limit));
            }
        });
    }

    /** Claims what it should and running or stopped games beside it. */
    private static Twin<Storage> claimingToo(String fault, Predicate<RuntimeRecord> which) {
        return turns(fault, storage -> new Forwarding.ToTurns(storage) {
            @Override
            public Claims claimDue(OwnerId owner, NodeId node, int limit) {
                Claims claims = super.claimDue(owner, node, limit);
                List<RuntimeRecord> all = new ArrayList<>(claims.claimed());
                records(storage)
                        .filter(record ->
                                record.status() == RuntimeStatus.RUNNING || record.status() == RuntimeStatus.STOPPED)
                        .filter(which)
                        .forEach(record -> all.add(take(storage, record, owner)));
                return claimed(claims, unused -> all);
            }
        });
    }

    private static Twin<Storage> nextDue(String fault, BiFunction<Storage, Claims, Optional<Instant>> broken) {
        return turns(fault, storage -> new Forwarding.ToTurns(storage) {
            @Override
            public Claims claimDue(OwnerId owner, NodeId node, int limit) {
                Claims claims = super.claimDue(owner, node, limit);
                return new Claims(claims.now(), claims.claimed(), claims.skipping(), broken.apply(storage, claims));
            }
        });
    }

    private static Twin<Storage> skipping(String fault, BiFunction<Storage, Skip, Optional<Skip>> broken) {
        return turns(fault, storage -> new Forwarding.ToTurns(storage) {
            @Override
            public void skip(List<Skip> skips) {
                super.skip(skips.stream()
                        .flatMap(skip -> broken.apply(storage, skip).stream())
                        .toList());
            }
        });
    }
}

package org.ggscale.testkit.twins;

import static org.ggscale.testkit.twins.Breaking.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.ggscale.core.Page;
import org.ggscale.core.Storage;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.Failure;
import org.ggscale.core.runtime.FailureCode;
import org.ggscale.core.runtime.OperationEntry;
import org.ggscale.core.runtime.OperationEntry.Source;
import org.ggscale.core.tenant.TenantId;
import org.ggscale.testkit.Fixtures;

/** Operation logs with one fault each. */
final class OperationLogTwins {
    static final List<Twin<Storage>> ALL = List.of(
            writing("forgets the detail", entry -> copy(entry, entry.source(), entry.error(), Map.of())),
            writing(
                    "shortens messages",
                    entry -> copy(
                            entry,
                            entry.source(),
                            entry.error()
                                    .map(e -> new Failure(e.code(), e.message().substring(0, 3), e.at())),
                            entry.detail())),
            writing(
                    "believes that everything came over the API",
                    entry -> copy(entry, Source.API, entry.error(), entry.detail())),
            writing(
                    "knows one failure",
                    entry -> copy(
                            entry,
                            entry.source(),
                            entry.error().map(e -> new Failure(FailureCode.CONFLICT, e.message(), e.at())),
                            entry.detail())),
            log("writes everything as new", storage -> new Forwarding.ToLog(storage) {
                @Override
                public void write(OperationEntry entry) {
                    super.write(new OperationEntry(
                            Fixtures.newUuid(),
                            entry.key(),
                            entry.operation(),
                            entry.source(),
                            entry.status(),
                            entry.startedAt(),
                            entry.finishedAt(),
                            entry.error(),
                            entry.detail()));
                }
            }),
            log("sorts by the time of writing", storage -> new Forwarding.ToLog(storage) {
                private final List<OperationEntry> written = new ArrayList<>();

                @Override
                public void write(OperationEntry entry) {
                    written.removeIf(old -> old.operationId().equals(entry.operationId()));
                    written.add(0, entry);
                    super.write(entry);
                }

                @Override
                public Page<OperationEntry> list(GameKey key, Page.Request page) {
                    return Breaking.items(
                            super.list(key, page),
                            all -> written.stream().filter(all::contains).toList());
                }
            }),
            log("loses items between pages", storage -> new Forwarding.ToLog(storage) {
                @Override
                public Page<OperationEntry> list(GameKey key, Page.Request page) {
                    return Breaking.losing(super.list(key, page));
                }
            }),
            log("counts items", storage -> new Forwarding.ToLog(storage) {
                @Override
                public Page<OperationEntry> list(GameKey key, Page.Request page) {
                    return Breaking.counting(request -> super.list(key, request), page);
                }
            }),
            log("takes any text for a cursor", storage -> new Forwarding.ToLog(storage) {
                @Override
                public Page<OperationEntry> list(GameKey key, Page.Request page) {
                    return Breaking.credulous(request -> super.list(key, request), page);
                }
            }),
            log("finds something on every game", storage -> new Forwarding.ToLog(storage) {
                @Override
                public Page<OperationEntry> list(GameKey key, Page.Request page) {
                    return Breaking.items(
                            super.list(key, page), all -> all.isEmpty() ? List.of(Fixtures.operation(key)) : all);
                }
            }),
            log("knows one tenant", storage -> new Forwarding.ToLog(storage) {
                @Override
                public Page<OperationEntry> list(GameKey key, Page.Request page) {
                    return super.list(new GameKey(TenantId.DEFAULT, key.gameId()), page);
                }
            }));

    private OperationLogTwins() {}

    private static OperationEntry copy(
            OperationEntry entry, Source source, Optional<Failure> error, Map<String, Object> detail) {
        return new OperationEntry(
                entry.operationId(),
                entry.key(),
                entry.operation(),
                source,
                entry.status(),
                entry.startedAt(),
                entry.finishedAt(),
                error,
                detail);
    }

    private static Twin<Storage> writing(String fault, UnaryOperator<OperationEntry> broken) {
        return log(fault, storage -> new Forwarding.ToLog(storage) {
            @Override
            public void write(OperationEntry entry) {
                super.write(broken.apply(entry));
            }
        });
    }
}

package org.ggscale.testkit.twins;

import static org.ggscale.testkit.twins.Breaking.versions;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.ggscale.core.Page;
import org.ggscale.core.Storage;
import org.ggscale.core.engine.EngineOptions;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.engine.EngineVersions.Change;
import org.ggscale.core.engine.EngineVersions.Deletion;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.tenant.TenantId;
import org.ggscale.testkit.Fixtures;

/** Stores of engine versions with one fault each in how they change and go. */
final class EngineVersionChangesTwins {
    static final List<Twin<Storage>> ALL = List.of(
            changing("keeps the image", change -> new Change(Optional.empty(), change.options(), change.status())),
            changing(
                    "resets what is not named",
                    change -> new Change(
                            change.imageRef(),
                            change.options().or(() -> Optional.of(EngineOptions.NONE)),
                            change.status())),
            versions("updates what it does not have", storage -> new Forwarding.ToVersions(storage) {
                @Override
                public Optional<EngineVersion> update(TenantId tenant, SemanticVersion version, Change change) {
                    real.create(tenant, Fixtures.engineVersion(version.text()));
                    return real.update(tenant, version, change);
                }
            }),
            versions("reads, then writes", storage -> new Forwarding.ToVersions(storage) {
                private Optional<EngineVersion> first = Optional.empty();

                @Override
                public Optional<EngineVersion> update(TenantId tenant, SemanticVersion version, Change change) {
                    if (first.isEmpty()) {
                        first = real.find(tenant, version);
                    }
                    return first.flatMap(read -> real.update(
                            tenant,
                            version,
                            new Change(
                                    change.imageRef().or(() -> Optional.of(read.imageRef())),
                                    change.options().or(() -> Optional.of(read.options())),
                                    change.status().or(() -> Optional.of(read.status())))));
                }
            }),
            deleting("only says that it deletes", (versions, version) -> new Deletion.Deleted()),
            deleting(
                    "deletes nothing that ever ran",
                    (versions, version) -> isOn(versions, version, Optional.empty())
                            ? new Deletion.InUse()
                            : versions.real.delete(Fixtures.TENANT, version)),
            versions("takes any game for one on the version", storage -> new Forwarding.ToVersions(storage) {
                @Override
                public Deletion delete(TenantId tenant, SemanticVersion version) {
                    return storage.runtimeRecords()
                                    .list(Fixtures.TENANT, Optional.of(RuntimeStatus.RUNNING), Page.Request.first(1))
                                    .items()
                                    .isEmpty()
                            ? real.delete(tenant, version)
                            : new Deletion.InUse();
                }
            }));

    private EngineVersionChangesTwins() {}

    private static boolean isOn(
            Forwarding.ToVersions versions, SemanticVersion version, Optional<RuntimeStatus> status) {
        return versions.storage.runtimeRecords().list(Fixtures.TENANT, status, Page.Request.first(200)).items().stream()
                .anyMatch(record -> record.engine().version().equals(version));
    }

    private static Twin<Storage> changing(String fault, UnaryOperator<Change> broken) {
        return versions(fault, storage -> new Forwarding.ToVersions(storage) {
            @Override
            public Optional<EngineVersion> update(TenantId tenant, SemanticVersion version, Change change) {
                return real.update(tenant, version, broken.apply(change));
            }
        });
    }

    private static Twin<Storage> deleting(
            String fault, BiFunction<Forwarding.ToVersions, SemanticVersion, Deletion> broken) {
        return versions(fault, storage -> new Forwarding.ToVersions(storage) {
            @Override
            public Deletion delete(TenantId tenant, SemanticVersion version) {
                return broken.apply(this, version);
            }
        });
    }
}

package org.ggscale.testkit.twins;

import static java.util.Comparator.comparing;
import static org.ggscale.testkit.twins.Breaking.versions;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.ggscale.core.Page;
import org.ggscale.core.Storage;
import org.ggscale.core.engine.EngineOptions;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.tenant.TenantId;
import org.ggscale.testkit.Fixtures;

/** Stores of engine versions with one fault each. */
final class EngineVersionsTwins {
    static final List<Twin<Storage>> ALL = List.of(
            versions(
                    "forgets the options",
                    storage -> new Changing(
                            storage,
                            version -> new EngineVersion(
                                    version.version(),
                                    version.imageRef(),
                                    EngineOptions.NONE,
                                    version.status(),
                                    version.createdAt(),
                                    version.updatedAt()))),
            versions(
                    "knows only active versions",
                    storage -> new Changing(
                            storage,
                            version -> new EngineVersion(
                                    version.version(),
                                    version.imageRef(),
                                    version.options(),
                                    EngineVersion.Status.ACTIVE,
                                    version.createdAt(),
                                    version.updatedAt()))),
            versions(
                    "knows only one image",
                    storage -> new Changing(
                            storage,
                            version -> new EngineVersion(
                                    version.version(),
                                    Fixtures.IMAGE,
                                    version.options(),
                                    version.status(),
                                    version.createdAt(),
                                    version.updatedAt()))),
            versions("finds any version", storage -> new Forwarding.ToVersions(storage) {
                @Override
                public Optional<EngineVersion> find(TenantId tenant, SemanticVersion version) {
                    return super.find(tenant, version)
                            .or(() -> real.list(tenant, Optional.empty(), Page.Request.first(1)).items().stream()
                                    .findFirst());
                }
            }),
            versions("creates what it has", storage -> new Forwarding.ToVersions(storage) {
                @Override
                public Creation create(TenantId tenant, EngineVersion version) {
                    Creation unused = super.create(tenant, version);
                    return new Creation.Created(version);
                }
            }),
            versions("tells versions by their whole text", storage -> new Forwarding.ToVersions(storage) {
                @Override
                public Optional<EngineVersion> find(TenantId tenant, SemanticVersion version) {
                    return super.find(tenant, version)
                            .filter(found -> found.version().equals(version));
                }
            }),
            versions("lists by text", storage -> new Forwarding.ToVersions(storage) {
                @Override
                public Page<EngineVersion> list(
                        TenantId tenant, Optional<EngineVersion.Status> status, Page.Request page) {
                    return Breaking.items(
                            super.list(tenant, status, page),
                            all -> all.stream()
                                    .sorted(comparing(
                                            version -> version.version().text()))
                                    .toList());
                }
            }),
            versions("lists every status", storage -> new Forwarding.ToVersions(storage) {
                @Override
                public Page<EngineVersion> list(
                        TenantId tenant, Optional<EngineVersion.Status> status, Page.Request page) {
                    return super.list(tenant, Optional.empty(), page);
                }
            }),
            versions("loses items between pages", storage -> new Forwarding.ToVersions(storage) {
                @Override
                public Page<EngineVersion> list(
                        TenantId tenant, Optional<EngineVersion.Status> status, Page.Request page) {
                    return Breaking.losing(super.list(tenant, status, page));
                }
            }),
            versions("takes any text for a cursor", storage -> new Forwarding.ToVersions(storage) {
                @Override
                public Page<EngineVersion> list(
                        TenantId tenant, Optional<EngineVersion.Status> status, Page.Request page) {
                    return Breaking.credulous(request -> super.list(tenant, status, request), page);
                }
            }),
            versions("knows one tenant", storage -> new Forwarding.ToVersions(storage) {
                @Override
                public Creation create(TenantId tenant, EngineVersion version) {
                    return super.create(TenantId.DEFAULT, version);
                }

                @Override
                public Optional<EngineVersion> find(TenantId tenant, SemanticVersion version) {
                    return super.find(TenantId.DEFAULT, version);
                }

                @Override
                public Page<EngineVersion> list(
                        TenantId tenant, Optional<EngineVersion.Status> status, Page.Request page) {
                    return super.list(TenantId.DEFAULT, status, page);
                }
            }));

    private EngineVersionsTwins() {}

    /** Finds a version that is not quite what was stored. */
    private static final class Changing extends Forwarding.ToVersions {
        private final UnaryOperator<EngineVersion> change;

        Changing(Storage storage, UnaryOperator<EngineVersion> change) {
            super(storage);
            this.change = change;
        }

        @Override
        public Optional<EngineVersion> find(TenantId tenant, SemanticVersion version) {
            return super.find(tenant, version).map(change);
        }
    }
}

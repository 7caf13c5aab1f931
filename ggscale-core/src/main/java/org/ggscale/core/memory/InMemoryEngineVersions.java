package org.ggscale.core.memory;

import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.ggscale.core.Page;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.engine.EngineVersions;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.tenant.TenantId;

/** Versions of each tenant under their precedence. */
final class InMemoryEngineVersions implements EngineVersions {
    private final Tables tables;

    InMemoryEngineVersions(Tables tables) {
        this.tables = tables;
    }

    @Override
    public Creation create(TenantId tenant, EngineVersion version) {
        return tables.transact(() -> {
            EngineVersion current = of(tenant).putIfAbsent(precedence(version.version()), version);
            return current == null ? new Creation.Created(version) : new Creation.AlreadyExists(current);
        });
    }

    @Override
    public Optional<EngineVersion> find(TenantId tenant, SemanticVersion version) {
        return tables.transact(() -> Optional.ofNullable(of(tenant).get(precedence(version))));
    }

    @Override
    public Page<EngineVersion> list(TenantId tenant, Optional<EngineVersion.Status> status, Page.Request page) {
        Optional<SemanticVersion> position = Pages.position(page, SemanticVersion::parse);
        return tables.transact(() -> {
            NavigableMap<SemanticVersion, EngineVersion> all = of(tenant);
            var rest = position.map(last -> all.tailMap(last, false)).orElse(all).values().stream()
                    .filter(version -> status.map(version.status()::equals).orElse(true));
            return Pages.cut(
                    rest, page.limit(), version -> precedence(version.version()).text());
        });
    }

    private NavigableMap<SemanticVersion, EngineVersion> of(TenantId tenant) {
        return tables.versions.computeIfAbsent(tenant, id -> new TreeMap<>());
    }

    private static SemanticVersion precedence(SemanticVersion version) {
        return SemanticVersion.parse(version.precedence());
    }
}

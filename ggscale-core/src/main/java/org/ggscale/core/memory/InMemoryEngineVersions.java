package org.ggscale.core.memory;

import java.time.Instant;
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
    public Optional<EngineVersion> update(TenantId tenant, SemanticVersion version, Change change) {
        return tables.transact(() -> Optional.ofNullable(of(tenant)
                .computeIfPresent(precedence(version), (key, current) -> changed(current, change, tables.now()))));
    }

    private static EngineVersion changed(EngineVersion current, Change change, Instant now) {
        return new EngineVersion(
                current.version(),
                change.imageRef().orElse(current.imageRef()),
                change.options().orElse(current.options()),
                change.status().orElse(current.status()),
                current.createdAt(),
                now);
    }

    @Override
    public Deletion delete(TenantId tenant, SemanticVersion version) {
        SemanticVersion precedence = precedence(version);
        return tables.transact(() -> {
            if (!of(tenant).containsKey(precedence)) {
                return new Deletion.NotFound();
            }
            if (isInUse(tenant, precedence)) {
                return new Deletion.InUse();
            }
            of(tenant).remove(precedence);
            return new Deletion.Deleted();
        });
    }

    private boolean isInUse(TenantId tenant, SemanticVersion precedence) {
        return tables.records
                .after(Optional.empty())
                .filter(record ->
                        record.key().tenant().equals(tenant) && !InMemoryRuntimeRecords.isOver(record.status()))
                .anyMatch(record -> precedence(record.engine().version()).equals(precedence));
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

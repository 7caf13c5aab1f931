package org.ggscale.core.turn;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.engine.EngineVersions;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.tenant.TenantId;

/** How long a turn call may take: the engine version's own timeout, else the host's; an update is felt within a second. */
final class TurnTimeouts {
    private final LoadingCache<Key, Duration> cache;
    private final Duration hostDefault;

    TurnTimeouts(EngineVersions versions, Duration hostDefault, LongSupplier nanoTime) {
        this.hostDefault = hostDefault;
        cache = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(Duration.ofSeconds(1))
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .build(key -> versions.find(key.tenant, key.version)
                        .map(EngineVersion::options)
                        .flatMap(options -> options.turnTimeout())
                        .orElse(hostDefault));
    }

    Duration of(RuntimeRecord record) {
        return cache.get(new Key(record.key().tenant(), record.engine().version()));
    }

    Duration hostDefault() {
        return hostDefault;
    }

    private record Key(TenantId tenant, SemanticVersion version) {}
}

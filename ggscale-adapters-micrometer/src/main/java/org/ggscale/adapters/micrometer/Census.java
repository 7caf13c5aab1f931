package org.ggscale.adapters.micrometer;

import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.Map;
import org.ggscale.core.RejectedException;
import org.ggscale.core.Storage;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.runtime.RuntimeStatus;
import org.jspecify.annotations.Nullable;

/** What the stores hold, counted when somebody asks and remembered for a while. */
final class Census {
    private static final long LIFE = Duration.ofSeconds(15).toNanos();

    private final Storage storage;
    private final Clock clock;
    private @Nullable Count count;

    Census(Storage storage, Clock clock) {
        this.storage = storage;
        this.clock = clock;
    }

    double runtimes(RuntimeStatus status) {
        Map<RuntimeStatus, Long> runtimes = count().runtimes();
        return runtimes == null ? Double.NaN : runtimes.getOrDefault(status, 0L);
    }

    double lagSeconds() {
        Duration lag = count().lag();
        return lag == null ? Double.NaN : lag.toMillis() / 1e3;
    }

    private synchronized Count count() {
        Count current = count;
        if (current == null || clock.monotonicTime() - current.at() >= LIFE) {
            current = read();
            count = current;
        }
        return current;
    }

    private Count read() {
        long now = clock.monotonicTime();
        try {
            return new Count(
                    now,
                    storage.runtimeRecords().countByStatus(),
                    storage.runtimeEvents().lag());
        } catch (UnavailableException | RejectedException e) {
            // A store that does not answer has no number; its own health check says why.
            return new Count(now, null, null);
        }
    }

    private record Count(
            long at,
            @Nullable Map<RuntimeStatus, Long> runtimes,
            @Nullable Duration lag) {}
}

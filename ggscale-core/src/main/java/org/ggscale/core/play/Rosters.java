package org.ggscale.core.play;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.PlayerMapping;
import org.ggscale.core.runtime.PlayerMappings;

/**
 * The membership cache: the rosters of the games that are being played.
 *
 * <p>Filled on a miss or after 30 s, one load per game at a time, and for a batch of claimed games at once; bounded, least
 * recently used out. A change is felt by {@link #invalidate} on this host and by {@link #follow} on every other.
 */
public final class Rosters {
    private static final Duration TTL = Duration.ofSeconds(30);

    private final PlayerMappings mappings;
    private final Memberships memberships;
    private final LoadingCache<GameKey, Roster> cache;
    private final AtomicLong changes = new AtomicLong();
    private Optional<String> cursor = Optional.empty();

    /**
     * Creates an empty cache.
     *
     * @param maxGames how many games are remembered
     * @param nanoTime monotonic nanoseconds
     */
    public Rosters(PlayerMappings mappings, Memberships memberships, int maxGames, LongSupplier nanoTime) {
        this.mappings = mappings;
        this.memberships = memberships;
        Ticker ticker = nanoTime::getAsLong;
        cache = Caffeine.newBuilder()
                .maximumSize(maxGames)
                .expireAfterWrite(TTL)
                .ticker(ticker)
                .executor(Runnable::run)
                .recordStats()
                .build(key -> new Roster(mappings.find(key), memberships.load(key)));
    }

    /** Returns a game's roster; empty for an unknown game. */
    public Roster of(GameKey key) {
        return cache.get(key);
    }

    /** Loads the rosters of many games with one call of each port, but for those that are remembered. */
    public void load(Collection<GameKey> keys) {
        Map<GameKey, Roster> present = cache.getAllPresent(keys);
        List<GameKey> missing =
                keys.stream().filter(key -> !present.containsKey(key)).toList();
        if (missing.isEmpty()) {
            return;
        }
        long before = changes.get();
        Map<GameKey, List<PlayerMapping>> races = mappings.find(missing);
        Map<GameKey, List<Membership>> members = memberships.load(missing);
        missing.forEach(key ->
                cache.put(key, new Roster(races.getOrDefault(key, List.of()), members.getOrDefault(key, List.of()))));
        if (changes.get() != before) {
            // What was read may be older than a change that came meanwhile.
            cache.invalidateAll(missing);
        }
    }

    /** Returns how often a roster was asked for until now. */
    public Lookups lookups() {
        CacheStats stats = cache.stats();
        return new Lookups(stats.hitCount(), stats.missCount());
    }

    /** Returns how far the changes of all hosts were followed; empty before the first time. */
    public synchronized Optional<String> cursor() {
        return cursor;
    }

    /** Forgets the rosters of the games whose memberships have changed, on whatever host, since {@link #cursor}. */
    public synchronized void follow(Memberships.Changes latest) {
        if (cursor.isEmpty()) {
            changes.incrementAndGet();
            cache.invalidateAll();
        }
        latest.games().forEach(this::invalidate);
        cursor = Optional.of(latest.cursor());
    }

    /** Forgets a game's roster: its memberships have changed. */
    public void invalidate(GameKey key) {
        changes.incrementAndGet();
        cache.invalidate(key);
    }

    /**
     * Rosters that were asked for.
     *
     * @param hits those that were remembered
     * @param misses those that had to be loaded: never seen, forgotten, or too old
     */
    public record Lookups(long hits, long misses) {}
}

package org.ggscale.core.play;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.PlayerMappings;

/**
 * The membership cache: the rosters of the games that are being played.
 *
 * <p>Filled on a miss or after 30 s, one load per game at a time; bounded, least recently used out.
 */
public final class Rosters {
    private static final Duration TTL = Duration.ofSeconds(30);

    private final LoadingCache<GameKey, Roster> cache;

    /**
     * Creates an empty cache.
     *
     * @param maxGames how many games are remembered
     * @param nanoTime monotonic nanoseconds
     */
    public Rosters(PlayerMappings mappings, Memberships memberships, int maxGames, LongSupplier nanoTime) {
        Ticker ticker = nanoTime::getAsLong;
        cache = Caffeine.newBuilder()
                .maximumSize(maxGames)
                .expireAfterWrite(TTL)
                .ticker(ticker)
                .executor(Runnable::run)
                .build(key -> new Roster(mappings.find(key), memberships.load(key)));
    }

    /** Returns a game's roster; empty for an unknown game. */
    public Roster of(GameKey key) {
        return cache.get(key);
    }

    /** Forgets a game's roster: its memberships have changed. */
    public void invalidate(GameKey key) {
        cache.invalidate(key);
    }
}

package org.ggscale.adapters.docker;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.ggscale.core.game.GameId;

/** Lets the operations on one game run one after another, those on many side by side. */
final class GameLocks {
    private final Map<GameId, Shared> locks = new HashMap<>();

    /** A lock that is kept while somebody holds it or waits for it. */
    private static final class Shared {
        final ReentrantLock lock = new ReentrantLock();
        int users;
    }

    <T> T locked(GameId gameId, Supplier<T> work) {
        Shared shared = enter(gameId);
        shared.lock.lock();
        try {
            return Daemon.refusedIsUnavailable(work);
        } finally {
            shared.lock.unlock();
            leave(gameId, shared);
        }
    }

    private synchronized Shared enter(GameId gameId) {
        Shared shared = locks.computeIfAbsent(gameId, id -> new Shared());
        shared.users++;
        return shared;
    }

    private synchronized void leave(GameId gameId, Shared shared) {
        shared.users--;
        if (shared.users == 0) {
            locks.remove(gameId);
        }
    }
}

package org.ggscale.adapters.process;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.game.GameId;

/** Lets the operations on one game run one after another, those on many side by side, and none after the end. */
final class Operations {
    private final ReadWriteLock lifecycle = new ReentrantReadWriteLock();
    private final Map<GameId, Shared> locks = new HashMap<>();
    private volatile boolean closed;
    private boolean ended;

    /** A lock that is kept while somebody holds it or waits for it. */
    private static final class Shared {
        final ReentrantLock lock = new ReentrantLock();
        int users;
    }

    /** Work on files and processes. */
    interface Step<T> {
        T run() throws IOException;
    }

    /** Work without a result. */
    interface Act {
        void run() throws IOException;
    }

    boolean closed() {
        return closed;
    }

    void requireOpen() {
        if (closed) {
            throw unavailable(new IOException("closed"));
        }
    }

    void act(GameId gameId, Act act) {
        run(gameId, () -> {
            act.run();
            return true;
        });
    }

    /**
     * Runs the step while no other step on this game runs.
     *
     * @throws UnavailableException when the step failed, or the end has come
     */
    <T> T run(GameId gameId, Step<T> step) {
        lifecycle.readLock().lock();
        try {
            requireOpen();
            return locked(gameId, step);
        } catch (IOException e) {
            throw unavailable(e);
        } finally {
            lifecycle.readLock().unlock();
        }
    }

    private <T> T locked(GameId gameId, Step<T> step) throws IOException {
        Shared shared = enter(gameId);
        shared.lock.lock();
        try {
            return step.run();
        } finally {
            shared.lock.unlock();
            leave(gameId, shared);
        }
    }

    private Shared enter(GameId gameId) {
        synchronized (locks) {
            Shared shared = locks.computeIfAbsent(gameId, id -> new Shared());
            shared.users++;
            return shared;
        }
    }

    private void leave(GameId gameId, Shared shared) {
        synchronized (locks) {
            shared.users--;
            if (shared.users == 0) {
                locks.remove(gameId);
            }
        }
    }

    /** Refuses further operations, waits for those that run and then does the last one, once. */
    void close(Act last) {
        closed = true;
        lifecycle.writeLock().lock();
        try {
            if (!ended) {
                ended = true;
                last.run();
            }
        } catch (IOException e) {
            throw unavailable(e);
        } finally {
            lifecycle.writeLock().unlock();
        }
    }

    static UnavailableException unavailable(IOException e) {
        return new UnavailableException("process", "engine processes: " + e.getMessage(), e);
    }
}

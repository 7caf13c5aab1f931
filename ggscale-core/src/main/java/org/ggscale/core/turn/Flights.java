package org.ggscale.core.turn;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.ggscale.core.game.GameKey;
import org.jspecify.annotations.Nullable;

/** The games this process is working on now, each on a virtual thread of its own. */
final class Flights {
    private final int capacity;
    private final ThreadFactory threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition landed = lock.newCondition();
    private final Map<GameKey, Flight> flights = new HashMap<>();
    private boolean draining;

    /** Creates an empty set with room for so many scheduled turns at once. */
    Flights(int capacity, ThreadFactory threads) {
        this.capacity = capacity;
        this.threads = threads;
    }

    /** Waits until there is room for a scheduled turn, and returns for how many; 0 when the time is over. */
    int awaitRoom(Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = atMost.toNanos();
            while (!draining && flights.size() >= capacity && nanos > 0) {
                nanos = landed.awaitNanos(nanos);
            }
            return draining ? 0 : Math.max(0, capacity - flights.size());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Works on a game unless this process does already, or is about to stop.
     *
     * @return whether the work was started
     */
    boolean launch(GameKey key, Work work) {
        lock.lock();
        try {
            return !flights.containsKey(key) && launchNext(key, work);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Works on a game, after what this process still does for it: a claim may come before the work that led to it has ended.
     *
     * @return whether the work will be done; not when this process is about to stop
     */
    boolean launchNext(GameKey key, Work work) {
        lock.lock();
        try {
            if (draining) {
                return false;
            }
            Flight flight = new Flight(flights.get(key));
            flights.put(key, flight);
            flight.thread = threads.newThread(() -> {
                try {
                    flight.awaitTurn();
                    work.run(flight);
                } finally {
                    land(key, flight);
                }
            });
            flight.thread.start();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Works on a game instead of what this process did for it, which is broken off.
     *
     * @return whether the work was started in time
     */
    boolean launchInstead(GameKey key, Duration atMost, Work work) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Optional.ofNullable(flights.get(key)).ifPresent(Flight::interrupt);
            long nanos = atMost.toNanos();
            while (!draining && flights.containsKey(key) && nanos > 0) {
                nanos = landed.awaitNanos(nanos);
            }
            return launch(key, work);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the games that are being worked on. */
    Set<GameKey> held() {
        lock.lock();
        try {
            return Set.copyOf(flights.keySet());
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return flights.size();
        } finally {
            lock.unlock();
        }
    }

    /** Cancels all work and forgets it: the owner that did it is dead. */
    void dropAll() {
        lock.lock();
        try {
            flights.values().forEach(Flight::interrupt);
            flights.clear();
            landed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes on nothing new, calls back what was not sent yet, and waits for the rest.
     *
     * @return whether all work has ended in time
     */
    boolean drain(Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            draining = true;
            flights.values().forEach(Flight::callBack);
            long nanos = atMost.toNanos();
            while (!flights.isEmpty() && nanos > 0) {
                nanos = landed.awaitNanos(nanos);
            }
            return flights.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void land(GameKey key, Flight flight) {
        lock.lock();
        try {
            flight.landed.countDown();
            flights.remove(key, flight);
            landed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Awaits nothing longer than the time; for tests of idle states. */
    boolean awaitIdle(Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = atMost.toNanos();
            while (!flights.isEmpty() && nanos > 0) {
                nanos = landed.awaitNanos(nanos);
            }
            return flights.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** What is done for one game. */
    interface Work {
        void run(Flight flight);
    }

    /** One game's work; its first call is either sent or called back, never both. */
    static final class Flight {
        private final CountDownLatch landed = new CountDownLatch(1);
        private final @Nullable Flight before;
        private Thread thread = Thread.currentThread();
        private boolean sent;
        private boolean calledBack;

        private Flight(@Nullable Flight before) {
            this.before = before == null || before.landed.getCount() == 0 ? null : before;
        }

        private void awaitTurn() {
            try {
                if (before != null) {
                    before.landed.await();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void interrupt() {
            thread.interrupt();
            if (before != null) {
                before.interrupt();
            }
        }

        /** Returns whether the call may be sent now; from then on it cannot be called back. */
        synchronized boolean send() {
            sent = !calledBack;
            return sent;
        }

        private synchronized void callBack() {
            if (before != null) {
                before.callBack();
            }
            if (!sent) {
                calledBack = true;
                thread.interrupt();
            }
        }

        synchronized boolean calledBack() {
            return calledBack;
        }
    }
}

package org.ggscale.core.turn;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.ggscale.core.RejectedException;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.Signal;

/**
 * Commits played turns in groups: whatever waits when the last commit returns shares the next one.
 *
 * <p>While more turns are in flight than wait, a commit lingers for them, 5 ms at most; a lone turn is committed at once.
 */
public final class TurnCompleter implements AutoCloseable {
    private static final int MAX_BATCH = 1_000;
    private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final Duration RETRY = Duration.ofMillis(250);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(2);

    private final Turns turns;
    private final Consumer<Signal> signals;
    private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger expected = new AtomicInteger();
    private final List<Thread> lanes = new ArrayList<>();
    private volatile boolean closed;

    /** Creates a completer without threads. */
    public TurnCompleter(Turns turns, Consumer<Signal> signals) {
        this.turns = turns;
        this.signals = signals;
    }

    /** Starts committing on threads of its own. */
    public synchronized void start(ThreadFactory threads, int width) {
        for (int i = 0; i < width; i++) {
            Thread lane = threads.newThread(this::run);
            lanes.add(lane);
            lane.start();
        }
    }

    /** Announces a turn that may soon be {@linkplain #complete completed}; {@link #settled} takes it back. */
    void expect() {
        expected.incrementAndGet();
    }

    /** Takes back what {@link #expect} announced. */
    void settled() {
        expected.decrementAndGet();
    }

    /**
     * Commits a turn.
     *
     * @return what became of it
     * @throws InterruptedException when interrupted while waiting; the turn may or may not be committed
     */
    Commit complete(Completion completion) throws InterruptedException {
        Waiting waiting = new Waiting(completion, new CompletableFuture<>());
        queue.add(waiting);
        try {
            return waiting.commit.get();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("the commit of " + completion.key() + " broke off", e.getCause());
        }
    }

    private void run() {
        try {
            while (!closed) {
                commit(nextBatch());
            }
        } catch (InterruptedException e) {
            // Closed: what waits is left to recovery.
            Thread.currentThread().interrupt();
        }
    }

    private List<Waiting> nextBatch() throws InterruptedException {
        List<Waiting> batch = new ArrayList<>();
        batch.add(queue.take());
        queue.drainTo(batch, MAX_BATCH - 1);
        long deadline = System.nanoTime() + LINGER_NANOS;
        while (batch.size() < Math.min(expected.get(), MAX_BATCH)) {
            Waiting next = queue.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                break;
            }
            batch.add(next);
            queue.drainTo(batch, MAX_BATCH - batch.size());
        }
        return batch;
    }

    private void commit(List<Waiting> batch) throws InterruptedException {
        List<Waiting> open = batch;
        Duration pause = RETRY;
        while (!open.isEmpty() && !closed) {
            try {
                write(open);
                return;
            } catch (UnavailableException e) {
                signals.accept(new Signal.DutyFailed("commit of turns", e));
                Thread.sleep(pause);
                pause = pause.compareTo(LONGEST_RETRY) < 0 ? pause.multipliedBy(2) : LONGEST_RETRY;
                open = stillOpen(open);
            } catch (RuntimeException e) {
                open.forEach(waiting -> waiting.commit.completeExceptionally(e));
                return;
            }
        }
    }

    private void write(List<Waiting> batch) {
        try {
            Set<GameKey> committed =
                    turns.complete(batch.stream().map(Waiting::completion).toList());
            batch.forEach(waiting -> waiting.commit.complete(
                    committed.contains(waiting.completion.key()) ? new Commit.Committed() : new Commit.Fenced()));
        } catch (RejectedException e) {
            if (batch.size() == 1) {
                batch.get(0).commit.complete(new Commit.Refused(String.valueOf(e.getMessage())));
            } else {
                batch.forEach(waiting -> write(List.of(waiting)));
            }
        }
    }

    /** The store's answer was lost: what it did commit is read back before anything is repeated. */
    private List<Waiting> stillOpen(List<Waiting> batch) {
        List<Waiting> open = new ArrayList<>();
        for (Waiting waiting : batch) {
            if (waiting.commit.isDone()) {
                continue;
            }
            try {
                Completion completion = waiting.completion;
                boolean stored = turns.find(completion.key(), completion.row().turn())
                        .filter(row -> row.epoch() == completion.epoch())
                        .isPresent();
                if (stored) {
                    waiting.commit.complete(new Commit.Committed());
                } else {
                    open.add(waiting);
                }
            } catch (UnavailableException e) {
                open.add(waiting);
            }
        }
        return open;
    }

    /** Stops committing; what waits is left to recovery. */
    @Override
    public synchronized void close() {
        closed = true;
        lanes.forEach(Thread::interrupt);
        lanes.clear();
    }

    /** What became of a commit. */
    sealed interface Commit {
        /** The turn is stored. */
        record Committed() implements Commit {}

        /** Somebody else has the game; nothing was stored. */
        record Fenced() implements Commit {}

        /** The store refuses this turn, and would again. */
        record Refused(String reason) implements Commit {}
    }

    private record Waiting(Completion completion, CompletableFuture<Commit> commit) {}
}

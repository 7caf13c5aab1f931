package org.ggscale.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/** Several threads that do the same thing at the same moment. */
final class Crowd {
    static final int SIZE = 8;

    private Crowd() {}

    /** Returns what each of them got; fails when one of them does, or when they take longer than a minute. */
    static <T> List<T> of(IntFunction<T> act) {
        CyclicBarrier start = new CyclicBarrier(SIZE);
        List<CompletableFuture<T>> results = IntStream.range(0, SIZE)
                .mapToObj(number -> start(() -> {
                    start.await(1, TimeUnit.MINUTES);
                    return act.apply(number);
                }))
                .toList();
        List<T> all = new ArrayList<>();
        results.forEach(result -> all.add(result.orTimeout(1, TimeUnit.MINUTES).join()));
        return all;
    }

    /**
     * Does the same thing again and again, so often that even in a fast store another thread comes between two steps of it.
     *
     * @return the sum of what it came to
     */
    static long again(IntToLongFunction act) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
        long sum = 0;
        for (int i = 0; i < 50 || (i < 1_000 && System.nanoTime() < end); i++) {
            sum += act.applyAsLong(i);
        }
        return sum;
    }

    private static <T> CompletableFuture<T> start(Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                result.complete(work.call());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }
}

package org.ggscale.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.ggscale.core.UnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Decides which calls to a backend fail, and counts them.
 *
 * <p>Every call passes two points: one before it, where failing means that nothing happened, and one after it, where it
 * means that all happened and the answer was lost. Points are numbered from 1 in the order in which they are passed. So
 * every fault of a run is found by counting: run with {@code at(1)}, {@code at(2)}, ... until a run ends in which
 * {@link #hit()} is empty. Several doubles may share one object. Safe for many threads.
 */
public final class Failpoints {
    private final BiPredicate<Integer, String> fails;
    private final Function<String, ? extends RuntimeException> fault;
    private final boolean deadly;
    private final AtomicInteger passed = new AtomicInteger();
    private final AtomicReference<Optional<String>> hit = new AtomicReference<>(Optional.empty());

    private Failpoints(
            BiPredicate<Integer, String> fails, Function<String, ? extends RuntimeException> fault, boolean deadly) {
        this.fails = fails;
        this.fault = fault;
        this.deadly = deadly;
    }

    private Failpoints(IntPredicate fails, boolean deadly) {
        this((number, point) -> fails.test(number), Failpoints::unavailable, deadly);
    }

    /** Fails nothing and counts. */
    public static Failpoints none() {
        return new Failpoints(point -> false, false);
    }

    /** Fails one point: a fault that passes. */
    public static Failpoints at(int number) {
        return new Failpoints(point -> point == number, false);
    }

    /**
     * Fails the points that a test names, for as long as it does.
     *
     * @param fails asked with the name of each point, such as {@code 7: Turns.complete, answer lost}
     * @param fault makes what is thrown there
     */
    public static Failpoints when(Predicate<String> fails, Function<String, ? extends RuntimeException> fault) {
        return new Failpoints((number, point) -> fails.test(point), fault, false);
    }

    /** Kills the process: this point and all later ones throw {@link Death}. */
    public static Failpoints deathAt(int number) {
        return new Failpoints(point -> point >= number, true);
    }

    /** Fails points by chance; the same seed fails the same ones. */
    public static Failpoints random(long seed, double probability) {
        return new Failpoints(point -> new SplittableRandom(seed + point).nextDouble() < probability, false);
    }

    /** Returns how many points were passed. */
    public int passed() {
        return passed.get();
    }

    /** Returns the first point that failed, such as {@code 7: Turns.complete, answer lost}; empty when none did. */
    public Optional<String> hit() {
        return hit.get();
    }

    /** Returns whether the process was killed. */
    public boolean dead() {
        return deadly && hit.get().isPresent();
    }

    /**
     * Makes a call.
     *
     * @param call names it in the message of the failure, such as {@code Turns.complete}
     * @throws UnavailableException when one of its two points fails
     * @throws Death when the process is dead
     */
    public <T> T pass(String call, Supplier<T> work) {
        check(call + ", before");
        T result = work.get();
        check(call + ", answer lost");
        return result;
    }

    private void check(String where) {
        int number = passed.incrementAndGet();
        String point = number + ": " + where;
        if (fails.test(number, point)) {
            hit.compareAndSet(Optional.empty(), Optional.of(point));
            if (deadly) {
                throw new Death(point);
            }
            throw fault.apply(point);
        }
    }

    private static UnavailableException unavailable(String point) {
        return new UnavailableException("failpoint", point, new IllegalStateException(point));
    }

    /**
     * Makes a port faulty: all its calls pass two points each.
     *
     * @param port its interface
     */
    public <P> P wrap(Class<P> port, P real) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (proxy, method, arguments) -> pass(
                                port.getSimpleName() + "." + method.getName(),
                                () -> Optional.ofNullable(call(method, real, arguments)))
                        .orElse(null)));
    }

    private static @Nullable Object call(Method method, Object target, Object @Nullable [] arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw new IllegalStateException(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The end of a process: no exception that anybody handles, because the dead do nothing any more. */
    public static final class Death extends Error {
        private static final long serialVersionUID = 1;

        private Death(String point) {
            super(point);
        }
    }
}

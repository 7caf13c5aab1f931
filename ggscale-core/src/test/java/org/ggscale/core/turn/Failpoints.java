package org.ggscale.core.turn;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ggscale.core.UnavailableException;

/** Counts the calls of one host to its ports, and lets one of them go wrong. */
final class Failpoints {
    /** What goes wrong. */
    enum Fault {
        /** The process dies before the call is made. */
        DIE_BEFORE,
        /** The call is made, and the process dies before it hears the answer. */
        DIE_AFTER,
        /** The call is not made; the process hears that the backend is away. */
        REFUSE,
        /** The call is made, and its answer is lost. */
        LOSE
    }

    /** Not an exception anybody catches: a dead process does nothing any more. */
    static final class Killed extends Error {
        Killed() {
            super("killed", null, false, false);
        }
    }

    private static final Set<String> QUIET = Set.of("toString", "hashCode", "equals", "close");

    private final Fault fault;
    private final int victim;
    private final List<String> calls = new ArrayList<>();
    private boolean hit;
    private volatile boolean dead;

    Failpoints(Fault fault, int victim) {
        this.fault = fault;
        this.victim = victim;
    }

    static Failpoints none() {
        return new Failpoints(Fault.REFUSE, Integer.MAX_VALUE);
    }

    boolean hit() {
        return hit;
    }

    boolean dead() {
        return dead;
    }

    List<String> calls() {
        return List.copyOf(calls);
    }

    /** Wraps a port; what it returns that is a port itself is wrapped too. */
    <T> T wrap(Class<T> port, T target) {
        InvocationHandler handler = (proxy, method, arguments) -> call(target, method, arguments);
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
    }

    private Object call(Object target, Method method, Object[] arguments) throws Throwable {
        boolean accessor = target instanceof org.ggscale.core.Storage
                && method.getReturnType().isInterface();
        if (accessor) {
            return wrapAny(method.getReturnType(), method.invoke(target, arguments));
        }
        if (QUIET.contains(method.getName())) {
            return method.invoke(target, arguments);
        }
        return fail(target, method, arguments);
    }

    private <T> T wrapAny(Class<T> port, Object target) {
        return wrap(port, port.cast(target));
    }

    private Object fail(Object target, Method method, Object[] arguments) throws Throwable {
        boolean now;
        synchronized (this) {
            if (dead) {
                throw new Killed();
            }
            calls.add(method.getName());
            now = calls.size() == victim;
            hit |= now;
            if (now && fault == Fault.DIE_BEFORE) {
                dead = true;
                throw new Killed();
            }
        }
        if (now && fault == Fault.REFUSE) {
            throw new UnavailableException("test", "refused", new IllegalStateException());
        }
        Object answer = invoke(target, method, arguments);
        if (now && fault == Fault.DIE_AFTER) {
            dead = true;
            throw new Killed();
        }
        if (now && fault == Fault.LOSE) {
            throw new UnavailableException("test", "answer lost", new IllegalStateException());
        }
        return answer;
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}

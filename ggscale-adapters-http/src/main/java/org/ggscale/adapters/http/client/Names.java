package org.ggscale.adapters.http.client;

import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Dns;

/**
 * Looks up the names of engines, and hands out permitted addresses only.
 *
 * <p>A lookup can neither be interrupted nor limited in time, and it holds the thread that carries a virtual one. So it runs
 * on a thread of its own, one for a name at a time, and a call waits for it until its deadline.
 */
final class Names implements Dns {
    /** The deadline of the call that the current thread makes: okhttp does not tell whom a lookup is for. */
    private static final ThreadLocal<Deadline> DEADLINE = new ThreadLocal<>();

    private final ConcurrentMap<String, CompletableFuture<InetAddress[]>> lookups = new ConcurrentHashMap<>();
    private final EndpointPolicy policy;
    private final Resolver resolver;

    Names(EndpointPolicy policy, Resolver resolver) {
        this.policy = policy;
        this.resolver = resolver;
    }

    /** Says until when a lookup by this thread may take. */
    void until(Deadline deadline) {
        DEADLINE.set(deadline);
    }

    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        List<InetAddress> permitted =
                Arrays.stream(await(host, lookUp(host))).filter(policy::permits).toList();
        if (permitted.isEmpty()) {
            throw new UnknownHostException(host + " has no address in " + policy);
        }
        return permitted;
    }

    private CompletableFuture<InetAddress[]> lookUp(String host) {
        CompletableFuture<InetAddress[]> mine = new CompletableFuture<>();
        CompletableFuture<InetAddress[]> running = lookups.putIfAbsent(host, mine);
        if (running != null) {
            return running;
        }
        Thread.ofPlatform().daemon().name("ggscale-lookup-" + host).start(() -> {
            try {
                mine.complete(resolver.resolve(host));
            } catch (UnknownHostException | RuntimeException e) {
                mine.completeExceptionally(e);
            } finally {
                lookups.remove(host, mine);
            }
        });
        return mine;
    }

    private InetAddress[] await(String host, CompletableFuture<InetAddress[]> lookup) throws UnknownHostException {
        try {
            return lookup.get(DEADLINE.get().remaining(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw unknown(host + " has no address", e);
        } catch (TimeoutException | InterruptedIOException e) {
            throw unknown("the lookup of " + host + " took too long", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown("interrupted", e);
        }
    }

    private static UnknownHostException unknown(String message, Exception cause) {
        UnknownHostException exception = new UnknownHostException(message);
        exception.initCause(cause);
        return exception;
    }

    /** Finds every address of a name, as long as it may take. */
    interface Resolver {
        /** Returns at least one address. */
        InetAddress[] resolve(String host) throws UnknownHostException;
    }
}

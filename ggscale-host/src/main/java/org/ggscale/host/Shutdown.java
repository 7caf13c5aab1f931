package org.ggscale.host;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one end of a program with a host: by SIGTERM or SIGINT, with exit code 0, or when its command is done.
 *
 * <p>A signal that comes while the host starts waits for it, so that nothing is left running that nobody closes.
 */
final class Shutdown implements AutoCloseable {
    private final Runnable after;
    private final CompletableFuture<@Nullable Host> started = new CompletableFuture<>();
    private final Thread hook = new Thread(this::end, "drain");
    private volatile boolean signalled;

    private Shutdown(Runnable after) {
        this.after = after;
    }

    /**
     * Begins to listen for signals.
     *
     * @param after what is done once the host is closed, or did not start
     */
    static Shutdown install(Runnable after) {
        Shutdown shutdown = new Shutdown(after);
        Runtime.getRuntime().addShutdownHook(shutdown.hook);
        return shutdown;
    }

    /** Starts the host that is to be closed; does not return when a signal came meanwhile. */
    Host start(Supplier<Host> start) {
        try {
            Host host = start.get();
            started.complete(host);
            awaitSignalled();
            return host;
        } finally {
            started.complete(null);
        }
    }

    /** Does not return once a signal ends the program. */
    void awaitSignalled() {
        while (signalled) {
            try {
                Thread.currentThread().join();
            } catch (InterruptedException e) {
                // The program ends without this thread.
            }
        }
    }

    private void end() {
        signalled = true;
        finish();
        Runtime.getRuntime().halt(0);
    }

    private void finish() {
        Host host = started.join();
        if (host != null) {
            host.close();
        }
        after.run();
    }

    /** Closes the host, unless a signal does. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            signalled = true;
        }
        awaitSignalled();
        finish();
    }
}

package org.ggscale.testkit;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How long tests wait for what is bound to come; only when it does not come is it ever over.
 *
 * <p>Ten seconds, unless the system property {@code ggscale.testkit.patience} says otherwise, such as {@code PT60S}.
 */
final class Patience {
    private Patience() {}

    static Duration limit() {
        return Duration.parse(System.getProperty("ggscale.testkit.patience", "PT10S"));
    }

    static <T> T await(CompletableFuture<T> result) {
        return result.orTimeout(limit().toNanos(), TimeUnit.NANOSECONDS).join();
    }

    static void await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(limit().toNanos(), TimeUnit.NANOSECONDS)) {
            throw new AssertionError("did not happen within " + limit() + ": " + latch);
        }
    }
}

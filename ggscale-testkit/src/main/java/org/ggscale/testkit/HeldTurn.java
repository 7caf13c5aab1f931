package org.ggscale.testkit;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.ggscale.core.engine.EngineReply;

/** A turn call that waits on the wire, its sender with it, until a test lets it go. */
public final class HeldTurn implements TurnFault {
    private final CountDownLatch sent = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    /** Waits until it is released; an interrupted sender gets no answer and its call is lost. */
    @Override
    public EngineReply send(Supplier<EngineReply> delivery) {
        sent.countDown();
        try {
            released.await();
            return delivery.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new EngineReply.Unanswered("interrupted");
        }
    }

    /**
     * Waits until the call was sent.
     *
     * @throws AssertionError when that does not happen within ten seconds
     */
    public void awaitSent() throws InterruptedException {
        if (!sent.await(10, TimeUnit.SECONDS)) {
            throw new AssertionError("no turn was sent");
        }
    }

    /** Lets the call go on to its engine. */
    public void release() {
        released.countDown();
    }
}

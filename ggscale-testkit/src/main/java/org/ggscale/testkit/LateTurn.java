package org.ggscale.testkit;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.ggscale.core.engine.EngineReply;

/** A turn call that its sender has given up, and that arrives when a test says so, if its address still exists. */
public final class LateTurn implements TurnFault {
    private final CompletableFuture<Supplier<EngineReply>> sent = new CompletableFuture<>();

    @Override
    public EngineReply send(Supplier<EngineReply> delivery) {
        sent.complete(delivery);
        return new EngineReply.Unanswered("no answer in time");
    }

    /**
     * Delivers the call.
     *
     * @return what nobody hears any more
     * @throws IllegalStateException when it was not sent yet
     */
    public EngineReply deliver() {
        if (!sent.isDone()) {
            throw new IllegalStateException("no turn was sent");
        }
        return sent.join().get();
    }
}

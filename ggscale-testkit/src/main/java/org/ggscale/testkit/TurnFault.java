package org.ggscale.testkit;

import java.util.function.Supplier;
import org.ggscale.core.engine.EngineReply;

/** What happens to one turn call on its way. */
@FunctionalInterface
public interface TurnFault {
    /**
     * Sends a call.
     *
     * @param delivery brings the call to its address, whenever and however often it is used
     * @return what the caller sees
     */
    EngineReply send(Supplier<EngineReply> delivery);

    /** The call reaches nothing. */
    static TurnFault dropped() {
        return delivery -> new EngineReply.Unanswered("dropped");
    }

    /** The engine does what it was asked to, and the caller does not hear of it. */
    static TurnFault answerLost() {
        return delivery -> {
            EngineReply unused = delivery.get();
            return new EngineReply.Unanswered("answer lost");
        };
    }

    /** The engine is not asked, and this is what the caller sees. */
    static TurnFault answered(EngineReply reply) {
        return delivery -> reply;
    }
}

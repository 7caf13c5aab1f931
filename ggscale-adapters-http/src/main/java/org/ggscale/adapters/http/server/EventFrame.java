package org.ggscale.adapters.http.server;

import java.nio.charset.StandardCharsets;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeEvents;
import org.jspecify.annotations.Nullable;

/** An event as it is sent, built once however many readers there are, and not before one wants it. */
final class EventFrame {
    private final RuntimeEvents.Stored stored;
    private byte @Nullable [] bytes;

    EventFrame(RuntimeEvents.Stored stored) {
        this.stored = stored;
    }

    RuntimeEvent event() {
        return stored.event();
    }

    String cursor() {
        return stored.cursor();
    }

    byte[] bytes() {
        byte[] built = bytes;
        if (built == null) {
            built = ("id: " + cursor() + "\nevent: " + event().eventType() + "\ndata: "
                            + EventJson.of(event()).text() + "\n\n")
                    .getBytes(StandardCharsets.UTF_8);
            bytes = built;
        }
        return built;
    }
}

package org.ggscale.adapters.http.server;

import java.util.List;
import java.util.Optional;
import org.ggscale.core.game.GameId;
import org.ggscale.core.runtime.RuntimeEvent.Channel;
import org.ggscale.core.runtime.RuntimeEvents;

/** What happens, told as it is committed. */
final class EventRoutes {
    private static final String EARLIEST = "earliest";

    private final RuntimeEvents events;
    private final EventTailer tailer;

    EventRoutes(RuntimeEvents events, EventTailer tailer) {
        this.events = events;
        this.tailer = tailer;
    }

    List<Route> routes() {
        return List.of(Route.get("internalStreamEvents", "/api/v1/internal/events", this::stream)
                .query("cursor", "game_id", "channel"));
    }

    private Answer stream(Call call) {
        EventFilter filter = new EventFilter(
                call.tenant(),
                call.choice("channel", Channel.values(), Channel::wireName).orElse(Channel.LOBBY),
                call.parameter("game_id").map(text -> Refusal.unless("game_id", text, GameId::parse)));
        Optional<String> cursor = call.parameter("cursor");
        Optional<String> lastEventId = call.header("Last-Event-ID");
        Optional<String> after = lastEventId.or(() -> cursor);
        call.known(filter.tenant());
        if (after.isEmpty()) {
            return tailer.stream(filter, events.latest());
        }
        boolean earliest = lastEventId.isEmpty() && after.get().equals(EARLIEST);
        return switch (events.read(filter.query(earliest ? Optional.empty() : after, EventTailer.PAGE))) {
            case RuntimeEvents.Reading.Events page -> tailer.stream(filter, page);
            case RuntimeEvents.Reading.Expired() ->
                throw new Refusal(
                        ErrorCode.CURSOR_EXPIRED,
                        "events after this cursor are kept no more; continue from " + EARLIEST);
        };
    }
}

package org.ggscale.examples.embedding;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeEvents;
import org.ggscale.core.tenant.TenantId;

/** The server's lobby: looks once a second what happened in the games, and tells the players. */
final class Lobby implements Runnable {
    private static final long PAUSE = Duration.ofSeconds(1).toNanos();

    private final RuntimeEvents events;
    private final Consumer<RuntimeEvent> players;
    private final LongSupplier nanoTime;
    private Optional<String> cursor;
    private long lastLook;

    /**
     * Opens a lobby.
     *
     * @param cursor where the last lobby stopped reading; empty begins with the oldest event
     */
    Lobby(RuntimeEvents events, Optional<String> cursor, Consumer<RuntimeEvent> players, LongSupplier nanoTime) {
        this.events = events;
        this.cursor = cursor;
        this.players = players;
        this.nanoTime = nanoTime;
        lastLook = nanoTime.getAsLong() - PAUSE;
    }

    @Override
    public synchronized void run() {
        if (nanoTime.getAsLong() - lastLook >= PAUSE) {
            lastLook = nanoTime.getAsLong();
            look();
        }
    }

    private void look() {
        var query =
                new RuntimeEvents.Query(TenantId.DEFAULT, RuntimeEvent.Channel.LOBBY, Optional.empty(), cursor, 100);
        switch (events.read(query)) {
            case RuntimeEvents.Reading.Events(List<RuntimeEvents.Stored> found, String next) -> {
                found.forEach(stored -> players.accept(stored.event()));
                cursor = Optional.of(next);
            }
            // Away for longer than events are kept: the records say where the games stand.
            case RuntimeEvents.Reading.Expired expired -> cursor = Optional.of(events.latest());
        }
    }

    /** Returns what the next lobby begins with; the server keeps it where it keeps its own data. */
    synchronized Optional<String> cursor() {
        return cursor;
    }
}

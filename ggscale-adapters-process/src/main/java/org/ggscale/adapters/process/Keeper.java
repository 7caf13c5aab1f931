package org.ggscale.adapters.process;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Consumer;

/** Looks after the running engines twice a second: bounds their logs and notices who is gone. */
final class Keeper implements AutoCloseable {
    private static final Duration ROUND = Duration.ofMillis(500);

    private final ProcessTable table;
    private final Collection<Engine> running;
    private final Consumer<Engine> gone;
    private final Thread thread =
            Thread.ofVirtual().name("ggscale-process-engines").unstarted(this::rounds);

    /**
     * Names what is looked after.
     *
     * @param running a live view
     * @param gone called once for each engine that is gone, on a thread of its own
     */
    Keeper(ProcessTable table, Collection<Engine> running, Consumer<Engine> gone) {
        this.table = table;
        this.running = running;
        this.gone = gone;
    }

    void start() {
        thread.start();
    }

    private void rounds() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                running.forEach(this::look);
                Thread.sleep(ROUND);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(Engine engine) {
        try {
            if (engine.alive(table)) {
                engine.log().bound();
            } else if (engine.noticeExit()) {
                Thread.startVirtualThread(() -> gone.accept(engine));
            }
        } catch (IOException e) {
            // The next round looks again.
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}

package org.ggscale.examples.embedding;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** The server that was there before: one thread does everything, frame by frame. */
public final class GameLoop implements Runnable {
    private final Duration frame;
    private final List<Runnable> duties = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;

    /** Creates a loop that rests this long between two frames. */
    public GameLoop(Duration frame) {
        this.frame = frame;
    }

    /** Adds what is to be done in every frame. */
    public void add(Runnable duty) {
        duties.add(duty);
    }

    /** Takes a duty away; one that is being done may go on. */
    public void remove(Runnable duty) {
        duties.remove(duty);
    }

    /** Runs frames until stopped. */
    @Override
    public void run() {
        while (!stopped) {
            frame();
            LockSupport.parkNanos(frame.toNanos());
        }
    }

    /** Runs one frame. */
    void frame() {
        duties.forEach(Runnable::run);
    }

    /** Lets the frame under way be the last one. */
    public void stop() {
        stopped = true;
    }
}

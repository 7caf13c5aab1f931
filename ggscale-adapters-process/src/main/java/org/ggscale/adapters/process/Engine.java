package org.ggscale.adapters.process;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ggscale.core.engine.EngineInstance;

/** An engine process: a child of this host, or one that an earlier host left behind. */
final class Engine {
    private final PidFile pidFile;
    private final ProcessKey leader;
    private final Optional<Process> child;
    private final EngineLog log;
    private final AtomicBoolean noticed = new AtomicBoolean();

    Engine(PidFile pidFile, ProcessKey leader, Optional<Process> child, EngineLog log) {
        this.pidFile = pidFile.with(Optional.of(leader));
        this.leader = leader;
        this.child = child;
        this.log = log;
    }

    PidFile pidFile() {
        return pidFile;
    }

    EngineInstance instance() {
        return pidFile.instance();
    }

    EngineLog log() {
        return log;
    }

    boolean alive(ProcessTable table) throws IOException {
        return child.isPresent() ? child.get().isAlive() : table.alive(leader);
    }

    /** Returns true once: the exit is reported by whoever notices it first. */
    boolean noticeExit() {
        return noticed.compareAndSet(false, true);
    }

    /** Tells how it ended and what it said last. */
    String exit() {
        String code = child.map(process -> "exited with code " + process.exitValue())
                .orElse("exited; an earlier host started it, so its exit code is unknown");
        return code + lastWords();
    }

    /** Returns {@code ": "} and the last lines of the log; empty when there are none. */
    String lastWords() {
        try {
            String tail = log.tail();
            return tail.isEmpty() ? "" : ": " + tail;
        } catch (IOException e) {
            return "; its log cannot be read: " + e.getMessage();
        }
    }
}

package org.ggscale.adapters.process;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.ggscale.core.engine.EngineInstances.Specification;
import org.ggscale.core.engine.EngineInstances.Start.Cause;
import org.ggscale.core.engine.EngineInstances.Start.Failed;

/** Starts engines, and leaves nothing behind of those that do not get ready. */
record Starter(
        NodeFiles node,
        ProcessTable table,
        Ports ports,
        Launcher launcher,
        Readiness readiness,
        Ending ending,
        int logLimit) {
    /** How a start went. */
    sealed interface Launch {
        /** The engine answers. */
        record Ready(Engine engine) implements Launch {}

        /** Nothing runs. */
        record Refused(Failed failed) implements Launch {}
    }

    /**
     * Starts an engine; none of this game runs.
     *
     * @param abandoned whether nobody waits for it any more
     * @throws IOException when something of an engine that did not get ready is left
     */
    Launch start(Specification specification, List<String> command, BooleanSupplier abandoned) throws IOException {
        GameFiles files = node.game(specification.gameId());
        PidFile intent;
        Optional<String> program;
        try {
            files.createStateDirectory();
            program = launcher.program(command.get(0), files);
            if (program.isEmpty()) {
                return refused(Cause.START_CONFIG_INVALID, "there is no executable program " + command.get(0));
            }
            intent = new PidFile(files, specification.token(), ports.take(), Optional.empty());
        } catch (IOException e) {
            return refused(Cause.CONTAINER_START_FAILED, "the engine cannot be started: " + e.getMessage());
        }
        Engine engine;
        try {
            engine = spawn(intent, program.get(), command.subList(1, command.size()));
        } catch (IOException e) {
            ending.end(intent);
            return refused(Cause.CONTAINER_START_FAILED, "the engine cannot be started: " + e.getMessage());
        }
        Optional<String> obstacle = obstacle(engine, specification, abandoned);
        if (obstacle.isEmpty()) {
            return new Launch.Ready(engine);
        }
        ending.end(engine.pidFile());
        return refused(Cause.CONTAINER_START_FAILED, obstacle.get());
    }

    /** The intention is written down first: a host killed in between leaves no process that nobody looks for. */
    private Engine spawn(PidFile intent, String program, List<String> arguments) throws IOException {
        EngineLog log = new EngineLog(intent.files(), logLimit);
        log.begin();
        intent.write();
        Process process = launcher.launch(intent.files(), intent.port(), program, arguments);
        ProcessKey leader = table.find(process.pid()).orElse(new ProcessKey(process.pid(), "ended at once"));
        return new Engine(intent, leader, Optional.of(process), log);
    }

    private Optional<String> obstacle(Engine engine, Specification specification, BooleanSupplier abandoned) {
        try {
            engine.pidFile().write();
            return readiness.obstacle(engine, specification.startTimeout(), abandoned);
        } catch (IOException e) {
            return Optional.of("the start cannot be followed: " + e.getMessage());
        }
    }

    private static Launch refused(Cause cause, String reason) {
        return new Launch.Refused(new Failed(cause, reason));
    }
}

package org.ggscale.bench;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.ggscale.bench.engine.LedgerEngine;

/** Programs that a measurement starts, and how what is left of them is ended. */
public final class Programs {
    private Programs() {}

    /** Returns the command that runs the ledger engine, to which arguments may be added. */
    public static List<String> ledgerEngine(String heap) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes().toString(),
                LedgerEngine.class.getName());
    }

    /** Returns where the classes of the ledger engine are. */
    public static Path classes() {
        try {
            return Path.of(LedgerEngine.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path is not a file", e);
        }
    }

    /** Ends a process at once, and waits until it is gone. */
    public static void kill(Process process) throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /**
     * Ends the processes that were started with this directory among their arguments.
     *
     * @return their command lines
     */
    public static List<String> endAll(Path directory) {
        List<String> ended = new ArrayList<>();
        Predicate<ProcessHandle> ours = process -> process.info()
                .commandLine()
                .filter(line -> line.contains(directory.toString()))
                .isPresent();
        for (ProcessHandle process : ProcessHandle.allProcesses()
                .filter(ours)
                .filter(process -> !process.equals(ProcessHandle.current()))
                .toList()) {
            process.info().commandLine().ifPresent(ended::add);
            end(process);
        }
        return ended;
    }

    private static void end(ProcessHandle process) {
        process.destroy();
        process.onExit()
                .orTimeout(5, TimeUnit.SECONDS)
                .exceptionally(late -> {
                    process.destroyForcibly();
                    return process;
                })
                .join();
    }

    /** Adds a line to a file, which is created if missing. */
    public static void append(Path file, String line) throws IOException {
        Files.writeString(file, line + System.lineSeparator(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Deletes a directory with all below. */
    public static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}

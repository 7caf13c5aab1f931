package org.ggscale.adapters.postgres.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a killed process left behind: a server that still runs, or the note of one that is gone. */
record Leftover(Path note) {

    static Leftover of(Path data) {
        return new Leftover(data.resolve("postmaster.pid"));
    }

    /** Returns whether the noted server runs; a note that only names a process that is gone or not it is removed. */
    boolean isRunning() throws IOException {
        if (!Files.exists(note)) {
            return false;
        }
        List<String> lines = Files.readAllLines(note);
        if (lines.size() > 1
                && lines.get(0).matches("[0-9]{1,18}")
                && isServer(Long.parseLong(lines.get(0)), lines.get(1))) {
            return true;
        }
        Files.deleteIfExists(note);
        return false;
    }

    /** Two servers on one directory would destroy it: where the system does not tell the command, it is the server. */
    private static boolean isServer(long pid, String data) throws IOException {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()
                && command(pid)
                        .map(command -> command.contains("postgres") && command.contains(data))
                        .orElse(true);
    }

    private static Optional<String> command(long pid) throws IOException {
        if (!Files.exists(Path.of("/proc/self/cmdline"))) {
            return ProcessHandle.of(pid).flatMap(process -> process.info().commandLine());
        }
        try {
            // Empty for a process that ended but was not waited for.
            byte[] line = Files.readAllBytes(Path.of("/proc/" + pid + "/cmdline"));
            return Optional.of(new String(line, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return Optional.of("");
        }
    }
}

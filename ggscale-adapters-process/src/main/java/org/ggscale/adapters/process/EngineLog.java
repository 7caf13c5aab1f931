package org.ggscale.adapters.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The output of an engine: a file that the engine itself appends to, so that it needs no host to write on.
 *
 * <p>A file that has grown over its limit is cut: its newest part becomes the older log, and the engine, whose file is
 * open for appending, goes on at its new beginning. What was written in the instant of the cut is lost.
 */
final class EngineLog {
    private static final int TAIL_BYTES = 2_048;
    private static final int TAIL_LINES = 12;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    private final GameFiles files;
    private final int limit;

    EngineLog(GameFiles files, int limit) {
        this.files = files;
        this.limit = limit;
    }

    /** Makes room for a new run: what earlier runs wrote becomes the older log. */
    void begin() throws IOException {
        cut(0);
    }

    /** Cuts the log when it is over its limit. */
    void bound() throws IOException {
        cut(limit);
    }

    private void cut(int over) throws IOException {
        Path log = files.log();
        if (!Files.exists(log) || Files.size(log) <= over) {
            return;
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            try (FileOutputStream older = new FileOutputStream(files.olderLog().toFile())) {
                older.write(newest(file, limit));
            } finally {
                file.setLength(0);
            }
        }
    }

    /** Returns the last lines without control characters, joined by {@code " | "}. */
    String tail() throws IOException {
        if (!Files.exists(files.log())) {
            return "";
        }
        try (RandomAccessFile file = new RandomAccessFile(files.log().toFile(), "r")) {
            List<String> lines = new String(newest(file, TAIL_BYTES), UTF_8)
                    .lines()
                    .map(line -> CONTROL.matcher(line).replaceAll(" ").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
            return String.join(" | ", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        }
    }

    private static byte[] newest(RandomAccessFile file, int bytes) throws IOException {
        long size = file.length();
        byte[] newest = new byte[(int) Math.min(size, bytes)];
        file.seek(size - newest.length);
        file.readFully(newest);
        return newest;
    }
}

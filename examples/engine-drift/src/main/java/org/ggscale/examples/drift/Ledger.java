package org.ggscale.examples.drift;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * The append-only list of played turns, one line {@code <turn> <game id>} each, for whoever wants to judge that no turn is
 * played twice.
 *
 * <p>A line is added for the turn after the last one, or not at all: a ledger that is ahead of the state, or more than one
 * turn behind it, means that somebody put old files back, and that is an error.
 */
final class Ledger {
    private final Path file;

    Ledger(Path file) throws IOException {
        this.file = file;
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
    }

    /** Makes the turn the last line, durably, unless it is already. */
    void reach(int turn, UUID game) throws IOException {
        int last = last();
        if (turn != last && turn != last + 1) {
            throw new IOException(file + " ends with turn " + last + ", but the state is at turn " + turn);
        }
        if (turn == last + 1) {
            Files.writeString(file, turn + " " + game + "\n", StandardOpenOption.APPEND);
        }
        Store.sync(file);
    }

    /** Returns the turn of the last line, after cutting off what a crash left of a line. */
    private int last() throws IOException {
        String lines = Files.readString(file);
        int end = lines.lastIndexOf('\n') + 1;
        if (end < lines.length()) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(end);
            }
        }
        return (int) lines.chars().filter(character -> character == '\n').count();
    }
}

package org.ggscale.bench.engine;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The append-only log of one engine process.
 *
 * <p>Two processes on the same file write whole lines side by side, so that a second engine on one game shows.
 */
public final class Ledger implements Closeable {
    /** The file's name in the engine's state directory. */
    public static final String FILE = "ledger.log";

    private static final Set<LedgerLine.Kind> KEPT = Set.of(LedgerLine.Kind.INIT, LedgerLine.Kind.TURN);

    private final FileChannel channel;
    private final boolean synced;
    private final ReentrantLock lock = new ReentrantLock();

    private Ledger(FileChannel channel, boolean synced) {
        this.channel = channel;
        this.synced = synced;
    }

    /**
     * Opens a ledger for writing.
     *
     * @param synced whether games and turns are on disk when {@link #append} returns; if not, nothing but them is written
     */
    static Ledger open(Path file, boolean synced) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        Ledger ledger = new Ledger(channel, synced);
        if (channel.size() > 0) {
            ledger.write("\n");
        }
        return ledger;
    }

    /** Reads the whole lines of a ledger; of a file that does not exist, none. */
    public static List<LedgerLine> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (var lines = Files.lines(file)) {
            return lines.map(LedgerLine::parse).flatMap(Optional::stream).toList();
        }
    }

    void append(LedgerLine line) throws IOException {
        boolean kept = KEPT.contains(line.kind());
        if (!kept && !synced) {
            return;
        }
        lock.lock();
        try {
            write(line.text());
            if (kept && synced) {
                channel.force(false);
            }
        } finally {
            lock.unlock();
        }
    }

    private void write(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

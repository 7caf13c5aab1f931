package org.ggscale.examples.drift;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The state directory: the galaxy as it was after each of the last turns, and the ledger of all turns.
 *
 * <p>Turn n is played when {@code turn-n.json} has its name, and not before: the file is written under another name and
 * synced, then renamed, then the directory is synced. A crash leaves the turn whole, or not played at all. What happens
 * between two turns (orders, commands) replaces the file of the current turn in the same way.
 *
 * <p>The {@link Ledger} gets its line after the rename and before anybody hears of the turn. The other way round, a crash
 * in between would leave a line of a turn that was never played, and playing it then would look like twice. This way a
 * crash can only leave out the line of the newest turn, and opening the directory adds it before anything else happens.
 *
 * <p>After a write that failed nobody knows what the disk has, so the next call reads it again. Not for several threads.
 */
final class Store implements AutoCloseable {
    private static final int TURNS_KEPT = 100;

    private final Path directory;
    private final FileChannel lock;
    private final Ledger ledger;
    private Optional<Galaxy> current = Optional.empty();

    private Store(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.lock = lock(directory.resolve("lock"));
        this.ledger = new Ledger(directory.resolve("ledger.log"));
    }

    /**
     * Opens the directory for this process alone, until it ends.
     *
     * @throws IOException when another process has it, or what is in it is damaged or does not fit together
     */
    static Store open(Path directory) throws IOException {
        Store store = new Store(directory);
        try {
            store.current();
            return store;
        } catch (IOException unusable) {
            store.close();
            throw unusable;
        }
    }

    /** Returns the game as it is now, nothing before its start. */
    Optional<Galaxy> current() throws IOException {
        Optional<Path> newest = current.isPresent() ? Optional.empty() : newest();
        if (newest.isPresent()) {
            Galaxy galaxy = read(newest.get());
            sync(directory);
            ledger.reach(galaxy.turn(), galaxy.id());
            current = Optional.of(galaxy);
        }
        return current;
    }

    /** Returns the game as it was at a turn: what that brought, and the orders for the next; nothing for turns long ago. */
    Optional<Galaxy> at(int turn) throws IOException {
        if (current.filter(galaxy -> galaxy.turn() == turn).isPresent()) {
            return current;
        }
        return Files.exists(file(turn)) ? Optional.of(read(file(turn))) : Optional.empty();
    }

    /** Keeps the galaxy; once this returns, it survives a kill and a loss of power. */
    void save(Galaxy galaxy) throws IOException {
        current = Optional.empty();
        Path written = directory.resolve("next.tmp");
        Files.writeString(written, JsonRecords.write(galaxy));
        sync(written);
        Files.move(written, file(galaxy.turn()), StandardCopyOption.ATOMIC_MOVE);
        sync(directory);
        ledger.reach(galaxy.turn(), galaxy.id());
        Files.deleteIfExists(file(galaxy.turn() - TURNS_KEPT));
        current = Optional.of(galaxy);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private Path file(int turn) {
        return directory.resolve("turn-%09d.json".formatted(turn));
    }

    private Optional<Path> newest() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("turn-[0-9]{9}\\.json"))
                    .max(Path::compareTo);
        }
    }

    /** A newest turn that cannot be read is an error; going on from the one before would play it a second time. */
    private static Galaxy read(Path file) throws IOException {
        try {
            return JsonRecords.read(Galaxy.class, JsonReader.read(Files.readAllBytes(file)), "galaxy");
        } catch (Refusal damaged) {
            throw new IOException(file + " is damaged: " + damaged.getMessage(), damaged);
        }
    }

    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException heldByThisProcess) {
            // The answer is the same as for another process.
        }
        channel.close();
        throw new IOException(file.getParent() + " is in use by another engine");
    }
}

package org.ggscale.adapters.process;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ggscale.core.game.GameId;

/** The directory of all games of a node, held by one holder at a time through an OS lock that dies with it. */
final class StateRoot implements Closeable {
    /** Closing any descriptor of a file drops all locks that the process has on it, so a second holder must not open it. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private static final Pattern PID_FILE = Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.pid");

    private final Path path;
    private final RandomAccessFile lock;

    private StateRoot(Path path, RandomAccessFile lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Takes the directory, and creates it first when there is none.
     *
     * @throws FileSystemException when another holder has it; names the pid
     */
    static StateRoot take(Path directory) throws IOException {
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path path = directory.toRealPath();
        if (!HELD_HERE.add(path)) {
            throw held(path, Long.toString(ProcessHandle.current().pid()));
        }
        try {
            return new StateRoot(path, lock(path));
        } catch (IOException | RuntimeException e) {
            HELD_HERE.remove(path);
            throw e;
        }
    }

    private static RandomAccessFile lock(Path path) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.resolve("lock").toFile(), "rw");
        try {
            FileLock lock = file.getChannel().tryLock();
            if (lock == null) {
                throw held(path, Objects.requireNonNullElse(file.readLine(), "unknown"));
            }
            file.setLength(0);
            file.writeBytes(ProcessHandle.current().pid() + "\n");
            return file;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static FileSystemException held(Path path, String pid) {
        return new FileSystemException(path.toString(), null, "the state root is held by process " + pid);
    }

    GameFiles game(GameId gameId) {
        return new GameFiles(path, gameId);
    }

    Path ports() {
        return path.resolve("ports");
    }

    /** Lists the games that have a pid file. */
    List<GameFiles> started() throws IOException {
        try (Stream<Path> entries = Files.list(path)) {
            return entries.map(entry -> PID_FILE.matcher(entry.getFileName().toString()))
                    .filter(matcher -> matcher.matches())
                    .map(matcher -> game(GameId.parse(matcher.group(1))))
                    .toList();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            lock.close();
        } finally {
            HELD_HERE.remove(path);
        }
    }
}

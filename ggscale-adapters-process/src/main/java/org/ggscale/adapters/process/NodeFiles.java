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

/**
 * The files of a node: states and logs in the state root, and in the node's directory, mostly the same, lock, ports and pid
 * files. One holder has that directory at a time, through an OS lock that dies with it.
 */
final class NodeFiles implements Closeable {
    /** Closing any descriptor of a file drops all locks that the process has on it, so a second holder must not open it. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private static final Pattern PID_FILE = Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.pid");

    private final Path root;
    private final Path node;
    private final RandomAccessFile lock;

    private NodeFiles(Path root, Path node, RandomAccessFile lock) {
        this.root = root;
        this.node = node;
        this.lock = lock;
    }

    /**
     * Takes the node's directory; what is not there is created.
     *
     * @throws FileSystemException when another holder has it; names the pid
     */
    static NodeFiles take(Path stateRoot, Path nodeDirectory) throws IOException {
        Path root = create(stateRoot);
        Path node = create(nodeDirectory);
        if (!HELD_HERE.add(node)) {
            throw held(node, Long.toString(ProcessHandle.current().pid()));
        }
        try {
            return new NodeFiles(root, node, lock(node));
        } catch (IOException | RuntimeException e) {
            HELD_HERE.remove(node);
            throw e;
        }
    }

    private static Path create(Path directory) throws IOException {
        return Files.createDirectories(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
                .toRealPath();
    }

    private static RandomAccessFile lock(Path node) throws IOException {
        RandomAccessFile file = new RandomAccessFile(node.resolve("lock").toFile(), "rw");
        try {
            FileLock lock = file.getChannel().tryLock();
            if (lock == null) {
                throw held(node, Objects.requireNonNullElse(file.readLine(), "unknown"));
            }
            file.setLength(0);
            file.writeBytes(ProcessHandle.current().pid() + "\n");
            return file;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static FileSystemException held(Path node, String pid) {
        return new FileSystemException(node.toString(), null, "engines of this directory are held by process " + pid);
    }

    GameFiles game(GameId gameId) {
        return new GameFiles(root, node, gameId);
    }

    Path ports() {
        return node.resolve("ports");
    }

    /** Lists the games that have a pid file. */
    List<GameFiles> started() throws IOException {
        try (Stream<Path> entries = Files.list(node)) {
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
            HELD_HERE.remove(node);
        }
    }
}

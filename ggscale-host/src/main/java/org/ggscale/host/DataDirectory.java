package org.ggscale.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.ggscale.core.engine.NodeId;
import org.jspecify.annotations.Nullable;

/** The directory that makes a node, held by one process at a time. */
final class DataDirectory implements AutoCloseable {
    private static final String VARIABLE = "GGSCALE_DATA_DIR";

    private final Path path;
    private final FileChannel channel;

    private DataDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Creates the directory if it is missing, and locks it.
     *
     * @throws StartException when it cannot be written, or a living process holds it
     */
    static DataDirectory open(Path path) {
        try {
            Files.createDirectories(path);
            if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            }
            return new DataDirectory(path, lock(path));
        } catch (IOException e) {
            throw new StartException(
                    "the data directory " + path + " cannot be used (" + e + "); set " + VARIABLE
                            + " to a directory that can be written",
                    e);
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        FileChannel channel = FileChannel.open(
                path.resolve("host.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        FileLock lock = tryLock(channel);
        if (lock == null) {
            String holder = read(channel);
            channel.close();
            throw new StartException(
                    "the data directory " + path + " is held by the running process " + holder + "; set " + VARIABLE
                            + " to another one, or stop that process",
                    null);
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(32);
        channel.read(buffer, 0);
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
    }

    Path path() {
        return path;
    }

    /** Returns the node of this directory; the first call makes it up. */
    NodeId node() {
        Path file = path.resolve("node-id");
        try {
            if (Files.notExists(file)) {
                replace(file, UUID.randomUUID().toString());
            }
            return new NodeId(Files.readString(file, StandardCharsets.UTF_8).strip());
        } catch (IOException | IllegalArgumentException e) {
            throw new StartException("the file " + file + " holds no node id (" + e + ")", e);
        }
    }

    /** Writes a file as a whole: a reader sees the old text or the new one. */
    static void replace(Path file, String text) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(temporary, text, StandardCharsets.UTF_8);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("the lock of " + path + " cannot be released", e);
        }
    }
}

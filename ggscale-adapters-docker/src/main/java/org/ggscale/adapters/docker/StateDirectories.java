package org.ggscale.adapters.docker;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.ggscale.core.game.GameId;

/**
 * One directory per game, which outlives its containers.
 *
 * @param root a path that is the same on the daemon's machine
 */
record StateDirectories(Path root) {
    /** Nobody: what engines of a host that is root run as. */
    private static final int NOBODY = 65_532;

    Path of(GameId gameId) {
        return root.resolve(gameId.toString());
    }

    /**
     * Creates the directory unless it is there; a link is refused, it could lead into another game's state.
     *
     * @return who owns it, and what the engine therefore runs as: {@code uid:gid}, never root
     */
    String prepare(GameId gameId) throws IOException {
        Files.createDirectories(root);
        Path directory = of(gameId);
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(directory);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
        if (!isDirectory(directory)) {
            throw new NotDirectoryException(directory.toString());
        }
        if (owner(directory, "uid") == 0) {
            Files.setAttribute(directory, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(directory, "unix:gid", NOBODY, LinkOption.NOFOLLOW_LINKS);
        }
        return owner(directory, "uid") + ":" + owner(directory, "gid");
    }

    private static int owner(Path directory, String attribute) throws IOException {
        return (int) Files.getAttribute(directory, "unix:" + attribute, LinkOption.NOFOLLOW_LINKS);
    }

    boolean exists(GameId gameId) {
        return Files.exists(of(gameId), LinkOption.NOFOLLOW_LINKS);
    }

    /** Deletes a game's state; links are deleted, never followed. */
    void delete(GameId gameId) throws IOException {
        Path directory = of(gameId);
        if (isDirectory(directory)) {
            empty(directory);
        }
        Files.deleteIfExists(directory);
    }

    /** Lifts what is nested before it is deleted: an engine nests deeper than a path or a stack may be long. */
    private static void empty(Path root) throws IOException {
        boolean found = true;
        while (found) {
            found = each(root, entry -> {
                if (isDirectory(entry)) {
                    each(entry, nested -> lift(nested, root));
                }
                Files.delete(entry);
            });
        }
    }

    private static void lift(Path nested, Path root) throws IOException {
        if (isDirectory(nested)) {
            open(nested);
            Files.move(nested, root.resolve(UUID.randomUUID().toString()));
        } else {
            Files.delete(nested);
        }
    }

    /** Does something with each entry of a directory; returns whether there was one. */
    private static boolean each(Path directory, Step step) throws IOException {
        open(directory);
        boolean found = false;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                found = true;
                step.take(entry);
            }
            return found;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** What is done with an entry. */
    private interface Step {
        void take(Path entry) throws IOException;
    }

    private static boolean isDirectory(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** An engine may have taken its own rights away. */
    private static void open(Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }
}

package org.ggscale.adapters.docker;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
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

    /** Deletes a game's state; links are deleted, never followed. */
    void delete(GameId gameId) throws IOException {
        delete(of(gameId));
    }

    private static void delete(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
                for (Path entry : entries) {
                    delete(entry);
                }
            }
        }
        Files.deleteIfExists(path);
    }
}

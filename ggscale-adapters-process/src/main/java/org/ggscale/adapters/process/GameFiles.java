package org.ggscale.adapters.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.ggscale.core.game.GameId;

/**
 * Where the files of one game are.
 *
 * @param root of states and logs
 * @param node of pid files
 */
record GameFiles(Path root, Path node, GameId gameId) {
    Path stateDirectory() {
        return root.resolve(gameId.toString());
    }

    Path log() {
        return root.resolve(gameId + ".log");
    }

    Path olderLog() {
        return root.resolve(gameId + ".log.1");
    }

    Path pid() {
        return node.resolve(gameId + ".pid");
    }

    /** Creates the state directory unless it is there; a link is refused, it could lead into another game's state. */
    void createStateDirectory() throws IOException {
        Path directory = stateDirectory();
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(directory);
        }
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            throw new NotDirectoryException(directory.toString());
        }
    }

    /** Returns what stays the same when the directory is moved and differs when it is copied; empty when there is none. */
    String stateDirectoryKey() throws IOException {
        Path directory = stateDirectory();
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            return "";
        }
        return Objects.toString(
                Files.readAttributes(directory, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .fileKey(),
                "");
    }

    void deletePid() throws IOException {
        Files.deleteIfExists(pid());
    }

    /** Deletes state and logs; links are deleted, never followed. */
    void delete() throws IOException {
        delete(stateDirectory());
        Files.deleteIfExists(log());
        Files.deleteIfExists(olderLog());
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

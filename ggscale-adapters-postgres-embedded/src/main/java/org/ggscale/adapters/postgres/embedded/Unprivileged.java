package org.ggscale.adapters.postgres.embedded;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whom the server runs as: it refuses to run as root.
 *
 * <p>Under root it runs in a user namespace of its own where that is allowed, and nothing changes owner; else, as in
 * most containers, as {@code nobody}, who gets the files.
 *
 * @param prefix what a command is started through
 * @param uid who owns the files, -1 for whoever creates them
 */
record Unprivileged(List<String> prefix, int uid) {
    private static final int NOBODY = 65_534;

    static Unprivileged find() throws IOException {
        if (!isRoot()) {
            return new Unprivileged(List.of(), -1);
        }
        if (works("unshare", "-U", "true")) {
            return new Unprivileged(List.of("unshare", "-U"), 0);
        }
        List<String> asNobody = List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
        if (works(Stream.concat(asNobody.stream(), Stream.of("true")).toArray(String[]::new))) {
            return new Unprivileged(asNobody, NOBODY);
        }
        throw new IOException("PostgreSQL does not run as root, and neither unshare nor setpriv works here: "
                + "run as another user, or use a PostgreSQL server of your own");
    }

    /** Gives a file, or a directory with all below, to that user. */
    void own(Path path) throws IOException {
        if (uid < 0 || Files.getAttribute(path, "unix:uid").equals(uid)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.toList()) {
                Files.setAttribute(file, "unix:uid", uid, java.nio.file.LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private static boolean isRoot() throws IOException {
        Path self = Path.of("/proc/self");
        return Files.exists(self) && Files.getAttribute(self, "unix:uid").equals(0);
    }

    private static boolean works(String... command) throws IOException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while " + command[0] + " was tried");
        } catch (IOException e) {
            return false;
        }
    }
}

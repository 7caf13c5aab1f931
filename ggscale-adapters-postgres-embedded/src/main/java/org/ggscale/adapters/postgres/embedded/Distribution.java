package org.ggscale.adapters.postgres.embedded;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The server's programs as one archive. */
record Distribution(byte[] archive) {

    static Distribution of(Optional<Path> file) throws IOException {
        if (file.isPresent()) {
            return new Distribution(Files.readAllBytes(file.get()));
        }
        for (String name : names()) {
            try (InputStream resource = Distribution.class.getResourceAsStream("/" + name)) {
                if (resource != null) {
                    return new Distribution(resource.readAllBytes());
                }
            }
        }
        throw new IOException("no PostgreSQL for this platform on the class path; looked for " + names());
    }

    private static List<String> names() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String system = name.startsWith("windows") ? "windows" : name.startsWith("mac") ? "darwin" : "linux";
        String machine = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        String platform = "postgres-" + system + "-" + machine;
        return List.of(platform + ".txz", platform + "-alpine_linux.txz");
    }

    /** Unpacks once: a directory named after the archive's content is complete, because it is renamed at the end. */
    Path unpack(Path cache) throws IOException {
        Path target = cache.resolve("postgres-" + digest());
        if (Files.isDirectory(target)) {
            return target;
        }
        Files.createDirectories(cache);
        // Not a temporary directory: that would be closed to the user that the server runs as.
        Path partial = Files.createDirectory(cache.resolve("unpacking-" + UUID.randomUUID()));
        try {
            extract(partial);
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Trees.delete(partial);
            if (!Files.isDirectory(target)) {
                throw e;
            }
        }
        return target;
    }

    private void extract(Path directory) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(
                new BufferedInputStream(new XZInputStream(new ByteArrayInputStream(archive))))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = directory.resolve(entry.getName()).normalize();
                if (!file.startsWith(directory)) {
                    throw new IOException("the archive has a file outside of it: " + entry.getName());
                }
                extract(tar, entry, file);
            }
        }
    }

    private static void extract(InputStream content, TarArchiveEntry entry, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, file);
        if ((entry.getMode() & 0100) != 0 && !file.toFile().setExecutable(true, false)) {
            throw new IOException(file + " cannot be made executable");
        }
    }

    private String digest() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

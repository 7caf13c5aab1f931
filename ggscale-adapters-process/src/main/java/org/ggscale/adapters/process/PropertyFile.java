package org.ggscale.adapters.process;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/** A small text file that is replaced as a whole: a reader sees the old or the new one, whatever stopped the writer. */
final class PropertyFile {
    private PropertyFile() {}

    static void write(Path file, Properties properties) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try (FileOutputStream out = new FileOutputStream(draft.toFile())) {
            properties.store(out, null);
            out.getFD().sync();
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (FileInputStream in = new FileInputStream(file.toFile())) {
                properties.load(in);
            }
        }
        return properties;
    }
}

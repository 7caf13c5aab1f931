package org.ggscale.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The command {@code version}. */
final class Version {
    private Version() {}

    static int run() {
        Properties build = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("/org/ggscale/host/build.properties")) {
            build.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.println("ggscale " + build.getProperty("version") + ", commit " + build.getProperty("commit")
                + ", Java " + Runtime.version());
        return 0;
    }
}

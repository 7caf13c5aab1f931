package org.ggscale.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The command {@code version}. */
final class Version {
    private Version() {}

    static int run() {
        Properties build = build();
        System.out.println("ggscale " + build.getProperty("version") + ", commit " + build.getProperty("commit")
                + ", Java " + Runtime.version());
        return 0;
    }

    /** Returns the version of this program, such as {@code 1.2.0}. */
    static String text() {
        return build().getProperty("version");
    }

    private static Properties build() {
        Properties build = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("/org/ggscale/host/build.properties")) {
            build.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return build;
    }
}

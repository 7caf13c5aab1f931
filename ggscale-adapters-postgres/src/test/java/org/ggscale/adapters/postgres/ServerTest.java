package org.ggscale.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.ggscale.adapters.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The servers' programs are there for whoever runs the tests: a build, or an IDE that sets nothing. */
class ServerTest {
    @Test
    void both_servers_are_found_from_any_directory_without_any_property(@TempDir Path elsewhere) throws Exception {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Finding.class.getName())
                .directory(elsewhere.toFile())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("oldest true, newest true");
        assertThat(java.waitFor()).isZero();
    }

    /** Prints whether both are there. */
    static final class Finding {
        private Finding() {}

        public static void main(String[] arguments) {
            boolean newest = EmbeddedPostgres.class.getResource(
                            "/" + Server.oldestArchive().getFileName())
                    != null;
            System.out.print("oldest " + Server.oldestArchive().toFile().isFile() + ", newest " + newest);
        }
    }
}

package org.ggscale.adapters.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.ggscale.core.engine.EngineInstances.Preparation;
import org.ggscale.core.engine.ImageRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that come from a file, as those of this product's own build do. */
@NeedsDocker
class ImageArchiveIT {
    @TempDir
    Path root;

    private TestBackend backend;

    @BeforeEach
    void open() {
        backend = new TestBackend(root);
    }

    @AfterEach
    void close() {
        backend.close();
    }

    @Test
    void an_image_is_loaded_and_once_more_is_as_good() throws Exception {
        ImageRef image = TestDaemon.image("archived", "LABEL archived=yes\n");
        Path archive = root.resolve("archived.tar");
        try (InputStream content = TestDaemon.DAEMON.ask(
                "save an image", client -> client.saveImageCmd(image.text()).exec())) {
            Files.copy(content, archive);
        }
        TestDaemon.DAEMON.settle(
                "remove an image",
                Duration.ofSeconds(20),
                client -> client.removeImageCmd(image.text()).withForce(true).exec());

        backend.instances().load(archive);
        backend.instances().load(archive);

        assertThat(backend.instances().prepare(image))
                .isInstanceOfSatisfying(
                        Preparation.Ready.class,
                        ready -> assertThat(ready.pinned().text()).startsWith(image.text() + "@sha256:"));
    }

    @Test
    void a_file_without_an_image_is_named() throws IOException {
        Path archive = Files.writeString(root.resolve("nothing.tar"), "nothing");

        assertThatThrownBy(() -> backend.instances().load(archive))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(archive.toString());
    }
}

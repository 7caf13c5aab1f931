package org.ggscale.adapters.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GameFilesTest {
    @TempDir
    Path root;

    @TempDir
    Path elsewhere;

    private GameFiles files;

    @BeforeEach
    void create() {
        files = new GameFiles(root, root, Engines.game());
    }

    @Test
    void deleting_takes_the_whole_state_and_the_logs() throws IOException {
        Files.createDirectories(files.stateDirectory().resolve("a/b"));
        Files.writeString(files.stateDirectory().resolve("a/b/c"), "state");
        Files.writeString(files.log(), "log");
        Files.writeString(files.olderLog(), "log");

        files.delete();

        assertThat(root).isEmptyDirectory();
    }

    @Test
    void deleting_does_not_follow_links_out_of_the_state() throws IOException {
        Path kept = Files.writeString(elsewhere.resolve("kept"), "kept");
        files.createStateDirectory();
        Files.createSymbolicLink(files.stateDirectory().resolve("directory"), elsewhere);
        Files.createSymbolicLink(files.stateDirectory().resolve("file"), kept);
        Files.createSymbolicLink(files.stateDirectory().resolve("nowhere"), root.resolve("nowhere"));

        files.delete();

        assertThat(kept).hasContent("kept");
        assertThat(files.stateDirectory()).doesNotExist();
    }

    @Test
    void deleting_does_not_follow_a_state_directory_that_is_a_link() throws IOException {
        Path kept = Files.writeString(elsewhere.resolve("kept"), "kept");
        Files.createSymbolicLink(files.stateDirectory(), elsewhere);

        files.delete();

        assertThat(kept).exists();
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void deleting_nothing_is_fine() throws IOException {
        files.delete();

        assertThat(root).isEmptyDirectory();
    }

    @Test
    void a_state_directory_that_is_a_link_is_refused() throws IOException {
        Files.createSymbolicLink(files.stateDirectory(), elsewhere);

        assertThatThrownBy(files::createStateDirectory).isInstanceOf(NotDirectoryException.class);
    }
}

package org.ggscale.adapters.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.ggscale.core.game.GameId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeFilesTest {
    @TempDir
    Path directory;

    @Test
    void a_root_that_is_held_is_refused_with_the_pid_of_the_holder() throws IOException {
        try (NodeFiles held = NodeFiles.take(directory, directory)) {
            assertThat(held.started()).isEmpty();
            assertThatThrownBy(() -> NodeFiles.take(directory, directory))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining(directory.getFileName().toString())
                    .hasMessageEndingWith(
                            "held by process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void a_root_is_held_under_every_name_it_has() throws IOException {
        Path root = Files.createDirectory(directory.resolve("root"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), root);
        try (NodeFiles held = NodeFiles.take(root, root)) {
            assertThat(held.started()).isEmpty();
            assertThatThrownBy(() -> NodeFiles.take(link, link)).isInstanceOf(FileSystemException.class);
        }
    }

    @Test
    void nodes_share_a_root_and_nothing_else() throws IOException {
        GameId game = Engines.game();
        try (NodeFiles one = NodeFiles.take(directory.resolve("games"), directory.resolve("one"));
                NodeFiles other = NodeFiles.take(directory.resolve("games"), directory.resolve("other"))) {
            assertThat(one.game(game).stateDirectory())
                    .isEqualTo(other.game(game).stateDirectory());
            assertThat(one.game(game).pid()).isNotEqualTo(other.game(game).pid());
            assertThat(one.ports()).isNotEqualTo(other.ports());
        }
    }

    @Test
    void a_released_root_can_be_taken_again() throws IOException {
        NodeFiles.take(directory, directory).close();

        NodeFiles.take(directory, directory).close();
    }

    @Test
    void a_root_is_created_for_its_owner_alone() throws IOException {
        Path root = directory.resolve("a/b");
        NodeFiles.take(root, root).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
                .isEqualTo("rwx------");
    }

    @Test
    void only_files_named_after_a_game_are_pid_files() throws IOException {
        GameId game = Engines.game();
        Files.createFile(directory.resolve(game + ".pid"));
        Files.createFile(directory.resolve(game + ".pid.new"));
        Files.createFile(directory.resolve("notes.pid"));
        try (NodeFiles node = NodeFiles.take(directory, directory)) {
            assertThat(node.started()).containsExactly(node.game(game));
        }
    }
}

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

class StateRootTest {
    @TempDir
    Path directory;

    @Test
    void a_root_that_is_held_is_refused_with_the_pid_of_the_holder() throws IOException {
        try (StateRoot held = StateRoot.take(directory)) {
            assertThat(held.started()).isEmpty();
            assertThatThrownBy(() -> StateRoot.take(directory))
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
        try (StateRoot held = StateRoot.take(root)) {
            assertThat(held.started()).isEmpty();
            assertThatThrownBy(() -> StateRoot.take(link)).isInstanceOf(FileSystemException.class);
        }
    }

    @Test
    void a_released_root_can_be_taken_again() throws IOException {
        StateRoot.take(directory).close();

        StateRoot.take(directory).close();
    }

    @Test
    void a_root_is_created_for_its_owner_alone() throws IOException {
        Path root = directory.resolve("a/b");
        StateRoot.take(root).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
                .isEqualTo("rwx------");
    }

    @Test
    void only_files_named_after_a_game_are_pid_files() throws IOException {
        GameId game = Engines.game();
        Files.createFile(directory.resolve(game + ".pid"));
        Files.createFile(directory.resolve(game + ".pid.new"));
        Files.createFile(directory.resolve("notes.pid"));
        try (StateRoot root = StateRoot.take(directory)) {
            assertThat(root.started()).containsExactly(root.game(game));
        }
    }
}

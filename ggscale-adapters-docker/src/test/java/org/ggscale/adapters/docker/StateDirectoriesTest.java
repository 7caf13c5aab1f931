package org.ggscale.adapters.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.ggscale.core.game.GameId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an engine may leave in its state, seen by the host that deletes it. */
class StateDirectoriesTest {
    @TempDir
    Path root;

    private final GameId game = Engines.game();
    private StateDirectories states;
    private Path state;

    @BeforeEach
    void prepare() throws IOException {
        states = new StateDirectories(root.resolve("games"));
        String unused = states.prepare(game);
        state = states.of(game);
    }

    @Test
    void what_is_nested_deeper_than_a_path_may_be_long_is_deleted() throws IOException {
        Path nested = Files.createDirectory(state.resolve("nested"));
        for (int depth = 0; depth < 3_000; depth++) {
            Path above = Files.createDirectory(state.resolve("above"));
            Files.move(nested, above.resolve("d"));
            Files.move(above, nested);
            Files.createFile(nested.resolve("file"));
        }

        states.delete(game);

        assertThat(states.exists(game)).isFalse();
    }

    @Test
    void what_links_point_to_is_left_alone() throws IOException {
        Path other = Files.createDirectory(root.resolve("other"));
        Path file = Files.createFile(other.resolve("file"));
        Path deep = Files.createDirectories(state.resolve("a/b"));
        for (Path directory : new Path[] {state, state.resolve("a"), deep}) {
            Files.createSymbolicLink(directory.resolve("link"), other);
            Files.createSymbolicLink(directory.resolve("file"), file);
        }

        states.delete(game);

        assertThat(states.exists(game)).isFalse();
        assertThat(file).exists();
    }

    @Test
    void rights_that_an_engine_took_away_do_not_keep_its_state() throws IOException {
        Path shut = Files.createDirectories(state.resolve("a/b\nc"));
        Files.createFile(shut.resolve("file"));
        for (Path directory : new Path[] {shut, shut.getParent(), state}) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("---------"));
        }

        states.delete(game);

        assertThat(states.exists(game)).isFalse();
    }

    @Test
    void a_link_in_place_of_the_state_is_refused_and_deleted_alone() throws IOException {
        Path other = Files.createDirectory(root.resolve("other"));
        Path file = Files.createFile(other.resolve("file"));
        Files.delete(state);
        Files.createSymbolicLink(state, other);

        assertThatIOException().isThrownBy(() -> states.prepare(game));
        states.delete(game);

        assertThat(states.exists(game)).isFalse();
        assertThat(file).exists();
    }
}

package org.ggscale.adapters.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.ggscale.core.engine.InstanceToken;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
    @TempDir
    Path root;

    private PidFile pidFile;

    @BeforeEach
    void create() throws IOException {
        GameFiles files = new GameFiles(root, root, Engines.game());
        files.createStateDirectory();
        pidFile = new PidFile(
                files, new InstanceToken("a=b\n\u00e9 #"), 20_001, Optional.of(new ProcessKey(7, "boot:9")));
    }

    @Test
    void what_is_written_is_read_again() throws IOException {
        pidFile.write();

        assertThat(PidFile.read(pidFile.files())).contains(pidFile);
    }

    @Test
    void an_intention_has_no_leader() throws IOException {
        pidFile.with(Optional.empty()).write();

        assertThat(PidFile.read(pidFile.files())).contains(pidFile.with(Optional.empty()));
    }

    @Test
    void it_is_about_a_state_directory_that_was_moved() throws IOException {
        pidFile.write();
        Path moved = Files.createDirectory(root.resolve("moved"));
        GameFiles files = new GameFiles(moved, moved, pidFile.files().gameId());
        Files.move(pidFile.files().stateDirectory(), files.stateDirectory());
        Files.move(pidFile.files().pid(), files.pid());

        assertThat(PidFile.read(files)).isPresent();
    }

    @Test
    void it_is_not_about_a_state_directory_that_was_copied() throws IOException {
        pidFile.write();
        Path copied = Files.createDirectory(root.resolve("copied"));
        GameFiles files = new GameFiles(copied, copied, pidFile.files().gameId());
        files.createStateDirectory();
        Files.copy(pidFile.files().pid(), files.pid());

        assertThat(PidFile.read(files)).isEmpty();
    }

    @Test
    void it_still_counts_when_the_state_directory_is_gone() throws IOException {
        pidFile.write();
        Files.delete(pidFile.files().stateDirectory());

        assertThat(PidFile.read(pidFile.files())).contains(pidFile);
    }

    @Test
    void an_incomplete_file_is_none() throws IOException {
        Files.writeString(pidFile.files().pid(), "game_id=");

        assertThat(PidFile.read(pidFile.files())).isEmpty();
    }
}

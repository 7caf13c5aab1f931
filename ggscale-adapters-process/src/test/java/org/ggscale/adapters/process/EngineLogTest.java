package org.ggscale.adapters.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineLogTest {
    @TempDir
    Path root;

    private GameFiles files;
    private EngineLog log;

    @BeforeEach
    void create() {
        files = new GameFiles(root, root, Engines.game());
        log = new EngineLog(files, 10);
    }

    @Test
    void a_log_within_its_limit_is_left_alone() throws IOException {
        Files.writeString(files.log(), "0123456789");

        log.bound();

        assertThat(files.log()).hasContent("0123456789");
        assertThat(files.olderLog()).doesNotExist();
    }

    @Test
    void a_log_over_its_limit_is_cut_and_its_newest_part_kept() throws IOException {
        Files.writeString(files.log(), "lost0123456789");

        log.bound();

        assertThat(files.log()).isEmptyFile();
        assertThat(files.olderLog()).hasContent("0123456789");
    }

    @Test
    void a_writer_that_appends_goes_on_at_the_new_beginning() throws IOException {
        try (FileOutputStream writer = new FileOutputStream(files.log().toFile(), true)) {
            writer.write("lost0123456789".getBytes());
            log.bound();
            writer.write("next".getBytes());
        }

        assertThat(files.log()).hasContent("next");
    }

    @Test
    void a_new_run_begins_with_an_empty_log_and_keeps_the_last_one() throws IOException {
        Files.writeString(files.log(), "before");

        log.begin();

        assertThat(files.log()).isEmptyFile();
        assertThat(files.olderLog()).hasContent("before");
    }

    @Test
    void the_tail_has_the_last_lines_only() throws IOException {
        Files.writeString(
                files.log(),
                IntStream.range(0, 1_000).mapToObj(i -> "line " + i).collect(Collectors.joining("\n")));

        assertThat(log.tail()).startsWith("line 988 | ").endsWith(" | line 999");
    }

    @Test
    void the_tail_has_no_control_characters() throws IOException {
        Files.writeString(files.log(), "one\0\ttwo\r\n\u001b\n\u0007three");

        assertThat(log.tail()).isEqualTo("one two | three");
    }

    @Test
    void the_tail_of_one_endless_line_is_short() throws IOException {
        Files.writeString(files.log(), "x".repeat(100_000));

        assertThat(log.tail()).hasSize(2_048);
    }

    @Test
    void a_log_that_is_not_there_has_no_tail() throws IOException {
        assertThat(log.tail()).isEmpty();
    }
}

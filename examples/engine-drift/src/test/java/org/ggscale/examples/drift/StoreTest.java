package org.ggscale.examples.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ggscale.examples.drift.Galaxies.BLUE;
import static org.ggscale.examples.drift.Galaxies.RED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
    @TempDir
    private Path directory;

    private Store store;
    private final List<Galaxy> turns = new ArrayList<>(List.of(Galaxies.create(4, RED, BLUE)));

    @BeforeEach
    void open() throws IOException {
        store = Store.open(directory);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @Test
    void an_empty_directory_holds_no_game() throws IOException {
        assertThat(store.current()).isEmpty();
        assertThat(ledger()).isEmpty();
    }

    @Test
    void what_was_saved_is_there_after_a_restart() throws IOException {
        play(3);
        reopen();

        assertThat(store.current()).contains(turns.get(3));
        assertThat(store.at(1)).contains(turns.get(1));
        assertThat(store.at(4)).isEmpty();
        assertThat(ledger()).containsExactly(line(1), line(2), line(3));
    }

    @Test
    void a_change_between_turns_adds_nothing_to_the_ledger() throws IOException {
        play(2);
        Galaxy ordered = Galaxies.botOrders(turns.get(2), RED);
        store.save(ordered);
        reopen();

        assertThat(store.current()).contains(ordered);
        assertThat(ledger()).containsExactly(line(1), line(2));
    }

    @Test
    void a_half_written_turn_was_not_played() throws IOException {
        play(2);
        String whole = JsonRecords.write(Rules.next(turns.get(2)));
        Files.writeString(directory.resolve("next.tmp"), whole.substring(0, whole.length() / 2));
        reopen();

        assertThat(store.current()).contains(turns.get(2));
        play(1);
        assertThat(ledger()).containsExactly(line(1), line(2), line(3));
    }

    @Test
    void a_played_turn_that_the_ledger_missed_is_added_at_the_next_start() throws IOException {
        play(3);
        Files.write(directory.resolve("ledger.log"), List.of(line(1), line(2)));
        reopen();

        assertThat(ledger()).containsExactly(line(1), line(2), line(3));
    }

    @Test
    void a_torn_line_of_the_ledger_is_written_again() throws IOException {
        play(3);
        Files.writeString(directory.resolve("ledger.log"), line(1) + "\n" + line(2) + "\n" + "3 0198");
        reopen();

        assertThat(ledger()).containsExactly(line(1), line(2), line(3));
    }

    @Test
    void a_state_that_is_older_than_the_ledger_is_refused() throws IOException {
        play(3);
        store.close();
        Files.delete(directory.resolve("turn-000000003.json"));

        assertThatThrownBy(() -> Store.open(directory))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("ledger.log ends with turn 3, but the state is at turn 2");
        assertThat(ledger()).hasSize(3);
    }

    @Test
    void a_ledger_that_misses_more_than_the_last_turn_is_refused() throws IOException {
        play(3);
        store.close();
        Files.write(directory.resolve("ledger.log"), List.of(line(1)));

        assertThatThrownBy(() -> Store.open(directory))
                .hasMessageEndingWith("ledger.log ends with turn 1, but the state is at turn 3");
    }

    @Test
    void a_damaged_newest_turn_is_refused_and_never_replaced_by_the_one_before() throws IOException {
        play(3);
        store.close();
        Files.writeString(directory.resolve("turn-000000003.json"), "{\"id\":");

        assertThatThrownBy(() -> Store.open(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("turn-000000003.json is damaged");
    }

    @Test
    void a_directory_serves_one_engine_at_a_time() throws IOException {
        assertThatThrownBy(() -> Store.open(directory))
                .isInstanceOf(IOException.class)
                .hasMessage(directory + " is in use by another engine");
        reopen();
    }

    @Test
    void turns_of_long_ago_are_dropped_but_never_their_ledger() throws IOException {
        play(105);

        assertThat(store.at(5)).isEmpty();
        assertThat(store.at(6)).contains(turns.get(6));
        assertThat(ledger()).hasSize(105);
        try (var files = Files.list(directory)) {
            assertThat(files.filter(file -> file.toString().endsWith(".json"))).hasSize(100);
        }
    }

    @Test
    void a_turn_that_could_not_be_written_was_not_played() throws IOException {
        play(1);
        Path obstacle = Files.createDirectory(directory.resolve("next.tmp"));
        assertThatThrownBy(() -> play(1)).isInstanceOf(IOException.class);
        Files.delete(obstacle);

        assertThat(store.current()).contains(turns.get(1));
        assertThat(ledger()).containsExactly(line(1));
    }

    @Test
    void a_turn_whose_write_failed_after_it_had_its_name_was_played() throws IOException {
        play(1);
        Path ledger = directory.resolve("ledger.log");
        Path aside = Files.move(ledger, directory.resolve("aside"));
        Galaxy next = Rules.next(turns.get(1));
        assertThatThrownBy(() -> store.save(next)).isInstanceOf(IOException.class);
        Files.move(aside, ledger);

        assertThat(store.current()).contains(next);
        assertThat(ledger()).containsExactly(line(1), line(2));
    }

    private void play(int count) throws IOException {
        if (store.current().isEmpty()) {
            store.save(turns.get(0));
        }
        for (int i = 0; i < count; i++) {
            Galaxy next = Rules.next(store.current().orElseThrow());
            store.save(next);
            turns.add(next);
        }
    }

    private void reopen() throws IOException {
        store.close();
        store = Store.open(directory);
    }

    private List<String> ledger() throws IOException {
        return Files.readAllLines(directory.resolve("ledger.log"));
    }

    private String line(int turn) {
        return turn + " " + turns.get(0).id();
    }
}

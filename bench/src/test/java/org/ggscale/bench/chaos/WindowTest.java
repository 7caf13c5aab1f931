package org.ggscale.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final UUID GAME = new UUID(1, 1);

    @Test
    void a_game_without_a_record_is_untold() {
        assertThat(Window.of(Optional.empty(), Optional.of(box("created")))).isEqualTo(Window.UNTOLD);
    }

    @Test
    void a_record_whose_container_has_another_token_has_a_token_alone() {
        Boxes.Box earlier = new Boxes.Box("id", "name", "earlier", "running");
        assertThat(Window.of(record("starting", null), Optional.of(earlier))).isEqualTo(Window.TOKEN_ALONE);
        assertThat(Window.of(record("starting", null), Optional.empty())).isEqualTo(Window.TOKEN_ALONE);
    }

    @Test
    void a_container_is_created_then_runs_and_then_is_recorded() {
        assertThat(Window.of(record("starting", null), Optional.of(box("created"))))
                .isEqualTo(Window.CREATED);
        assertThat(Window.of(record("starting", null), Optional.of(box("running"))))
                .isEqualTo(Window.UNRECORDED);
        assertThat(Window.of(record("running", "id"), Optional.of(box("running"))))
                .isEqualTo(Window.RECORDED);
    }

    @Test
    void a_record_of_an_ended_game_names_no_container() {
        assertThat(record("stopped", "id").orElseThrow().names(box("running"))).isFalse();
        assertThat(record("running", "id").orElseThrow().names(box("running"))).isTrue();
    }

    private static Boxes.Box box(String state) {
        return new Boxes.Box("id", "name", "token", state);
    }

    private static Optional<Placement> record(String status, String container) {
        return Optional.of(new Placement(GAME, status, Optional.of("token"), Optional.ofNullable(container)));
    }
}

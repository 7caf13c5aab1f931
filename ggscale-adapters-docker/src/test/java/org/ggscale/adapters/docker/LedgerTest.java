package org.ggscale.adapters.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineInstances.Specification;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.testkit.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private static final Duration REST = Duration.ofMinutes(20);
    private static final ImageRef IMAGE = ImageRef.parse("engine:1.0.0");

    @TempDir
    Path directory;

    private final ManualClock clock = ManualClock.at("2026-01-01T00:00:00Z");

    @Test
    void what_was_written_down_is_found_by_the_next_host() throws IOException {
        Specification engine = Engines.specification(Engines.game(), IMAGE);
        Slip slip = write(ledger(), engine);

        assertThat(ledger().find(engine.gameId(), engine.token())).contains(slip);
    }

    @Test
    void nothing_else_is_found() throws IOException {
        Ledger ledger = ledger();
        Specification engine = Engines.specification(Engines.game(), IMAGE);
        Slip unused = write(ledger, engine);

        assertThat(ledger.find(Engines.game(), engine.token())).isEmpty();
        assertThat(ledger.find(engine.gameId(), new InstanceToken("guessed"))).isEmpty();
    }

    @Test
    void what_is_gone_is_not_found_any_more() throws IOException {
        Ledger ledger = ledger();
        Specification engine = Engines.specification(Engines.game(), IMAGE);
        Slip unused = write(ledger, engine);

        ledger.gone(engine.gameId());

        assertThat(ledger.find(engine.gameId(), engine.token())).isEmpty();
        assertThat(ledger().find(engine.gameId(), engine.token())).isEmpty();
    }

    @Test
    void a_port_rests_after_its_engine_is_gone_also_on_the_next_host() throws IOException {
        Specification engine = Engines.specification(Engines.game(), IMAGE);
        Slip first = write(ledger(), engine);
        assertThatNoPortIsLeft();
        ledger().gone(engine.gameId());
        clock.advance(REST);
        assertThatNoPortIsLeft();

        clock.advance(Duration.ofSeconds(1));

        assertThat(write(ledger(), Engines.specification(Engines.game(), IMAGE)).port())
                .isEqualTo(first.port());
    }

    @Test
    void what_has_rested_is_forgotten() throws IOException {
        Ledger ledger = ledger();
        Specification engine = Engines.specification(Engines.game(), IMAGE);
        Slip unused = write(ledger, engine);
        ledger.gone(engine.gameId());
        clock.advance(REST.plusSeconds(1));

        Slip next = write(ledger, Engines.specification(Engines.game(), IMAGE));

        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(directory.resolve(next.id() + ".instance"));
        }
    }

    @Test
    void a_file_that_cannot_be_read_is_named() throws IOException {
        Path broken = Files.writeString(directory.resolve(UUID.randomUUID() + ".instance"), "game=nobody");

        assertThatIOException()
                .isThrownBy(() -> ledger().find(Engines.game(), new InstanceToken("x")))
                .withMessageContaining(broken.toString());
    }

    private void assertThatNoPortIsLeft() {
        assertThatIOException()
                .isThrownBy(() -> write(ledger(), Engines.specification(Engines.game(), IMAGE)))
                .withMessageContaining("no port of 19999 to 19999");
    }

    private Ledger ledger() {
        return new Ledger(directory, 19_999, 19_999, REST, clock);
    }

    private static Slip write(Ledger ledger, Specification specification) throws IOException {
        return ledger.write(specification, port -> EngineEndpoint.parse("http://127.0.0.1:" + port));
    }
}

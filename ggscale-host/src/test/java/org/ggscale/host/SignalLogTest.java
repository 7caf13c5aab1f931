package org.ggscale.host;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.runtime.Signal;
import org.ggscale.testkit.Fixtures;
import org.ggscale.testkit.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SignalLogTest {
    private final ManualClock clock = ManualClock.at("2026-01-01T00:00:00Z");
    private final SignalLog log = new SignalLog(clock::nanoTime);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(SignalLog.class);

    @BeforeEach
    void listen() {
        logger.setLevel(Level.WARN);
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(lines);
        logger.setLevel(null);
    }

    @Test
    void what_fails_the_same_way_again_and_again_is_said_once_a_minute() {
        fail("commit of turns", "no space");
        fail("commit of turns", "no space");
        clock.advance(Duration.ofMinutes(1));
        fail("commit of turns", "no space");

        assertThat(said()).hasSize(2).allMatch(line -> line.contains("commit of turns failed"));
    }

    @Test
    void what_fails_in_another_way_is_said_at_once() {
        fail("commit of turns", "no space");
        fail("commit of turns", "away");
        fail("claim of due turns", "away");

        assertThat(said()).hasSize(3);
    }

    @Test
    void work_that_breaks_off_shows_where_only_when_it_may_be_a_defect() {
        log.accept(new Signal.BrokenOff(
                Fixtures.newKey(), new UnavailableException("docker", "no", new IOException("off"))));
        log.accept(new Signal.BrokenOff(Fixtures.newKey(), new IllegalStateException("no")));

        assertThat(said().getFirst()).contains("because java.io.IOException: off");
        assertThat(lines.list)
                .extracting(line -> line.getThrowableProxy() != null)
                .containsExactly(false, true);
    }

    @Test
    void an_engine_does_not_fill_the_log_with_the_names_of_races() {
        log.accept(new Signal.RacesDoNotFit(Fixtures.newKey(), Collections.nCopies(9_000, "x".repeat(60_000))));

        assertThat(said().getFirst()).hasSizeLessThan(2_000).endsWith("and 8990 more");
    }

    private void fail(String duty, String why) {
        log.accept(new Signal.DutyFailed(duty, new IllegalStateException(why)));
    }

    private List<String> said() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}

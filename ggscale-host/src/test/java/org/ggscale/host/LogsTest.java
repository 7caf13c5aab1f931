package org.ggscale.host;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogsTest {
    /** Engines are quoted in messages: what they refuse a turn with, what they call a race. */
    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void a_message_is_one_line_whatever_an_engine_says(String format) {
        LoggerContext context = new LoggerContext();
        Logger logger = context.getLogger("org.ggscale");
        String said = "no\n12:00:00.000 ERROR forged\r\u2028\u0085\u001B[31mred";
        LoggingEvent event = new LoggingEvent("", logger, Level.WARN, "the engine said: {}", null, new Object[] {said});
        event.setMDCPropertyMap(Map.of());

        String written = new String(Logs.encoder(context, format).encode(event), StandardCharsets.UTF_8);

        assertThat(written).contains("the engine said: no", "forged").doesNotContain("\u001B", "\r");
        assertThat(written.lines()).hasSize(1);
    }
}

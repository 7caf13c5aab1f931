package org.ggscale.adapters.http.server;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ggscale.core.engine.EngineOptions;

/** Reads what the platform understands of an engine version's options; the rest is the operator's own affair. */
final class OptionsReader {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

    private OptionsReader() {}

    static EngineOptions read(JsonInput.Written options) {
        Optional<Duration> turnTimeout = options.members().optionalValue("turn_timeout", OptionsReader::duration);
        try {
            return new EngineOptions(options.json(), turnTimeout);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid(String.valueOf(e.getMessage()));
        }
    }

    private static Duration duration(String text) {
        Matcher form = DURATION.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("a duration is a whole number with ms, s, m, h or d, such as 90s");
        }
        long number = Long.parseLong(form.group(1));
        return switch (form.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}

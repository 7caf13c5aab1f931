package org.ggscale.host.configuration;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as variables have them: {@code 4096}, {@code 64KiB}, {@code 512MiB}, {@code 1GiB}. */
final class Sizes {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,12})(KiB|MiB|GiB)?");

    private Sizes() {}

    /** Returns the bytes; empty when the text is no size. */
    static Optional<Long> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int shift = switch (String.valueOf(matcher.group(2))) {
            case "KiB" -> 10;
            case "MiB" -> 20;
            case "GiB" -> 30;
            default -> 0;
        };
        long number = Long.parseLong(matcher.group(1));
        return number > Long.MAX_VALUE >> shift ? Optional.empty() : Optional.of(number << shift);
    }
}

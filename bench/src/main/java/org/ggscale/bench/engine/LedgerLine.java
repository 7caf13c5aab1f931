package org.ggscale.bench.engine;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a ledger, such as {@code turn 0198c2f4-7b1e-7c3a-9d2e-5f60718293a4 8 1795284000219000000 .}.
 *
 * @param turn the turn that was asked for or executed; 0 for {@link Kind#INIT}, -1 when the call named none
 * @param nanos since 1970
 * @param rest the races of {@link Kind#INIT} as a JSON array, the other game of {@link Kind#FOREIGN}; else empty
 */
public record LedgerLine(Kind kind, UUID game, long turn, long nanos, String rest) {
    private static final Pattern FORM = Pattern.compile("(\\w+) ([0-9a-f-]{36}) (-?\\d+) (\\d+)(?: (.+))? \\.");

    /** What happened. */
    public enum Kind {
        /** The game was created. */
        INIT,
        /** A turn call arrived. */
        CALL,
        /** A turn was executed. */
        TURN,
        /** A turn call is over, and about to be answered. */
        DONE,
        /** A turn call arrived that was meant for another game. */
        FOREIGN
    }

    /** Reads a line; empty when it is cut off, as the last line of a killed engine may be. */
    static Optional<LedgerLine> parse(String line) {
        Matcher form = FORM.matcher(line);
        if (!form.matches()) {
            return Optional.empty();
        }
        return Optional.of(new LedgerLine(
                Kind.valueOf(form.group(1).toUpperCase(Locale.ROOT)),
                UUID.fromString(form.group(2)),
                Long.parseLong(form.group(3)),
                Long.parseLong(form.group(4)),
                Optional.ofNullable(form.group(5)).orElse("")));
    }

    /** Writes the line; the full stop at its end tells a whole line from one that was cut off. */
    String text() {
        String head = kind.name().toLowerCase(Locale.ROOT) + " " + game + " " + turn + " " + nanos;
        return (rest.isEmpty() ? head : head + " " + rest) + " .\n";
    }
}

package org.ggscale.adapters.postgres;

import java.util.Locale;
import org.ggscale.core.engine.SemanticVersion;

/**
 * The precedence of a version as a text that sorts by bytes, so that the server can order and page versions.
 *
 * <p>Numbers are led by their length; a release sorts after its pre-releases ({@code ~} after {@code -}); the identifiers
 * of a pre-release sort numbers first and end with a blank, which no identifier has.
 */
final class VersionKey {
    private VersionKey() {}

    static String of(SemanticVersion version) {
        String[] parts = version.precedence().split("-", 2);
        StringBuilder key = new StringBuilder();
        for (String number : parts[0].split("\\.", -1)) {
            append(key, number);
        }
        if (parts.length == 1) {
            return key.append('~').toString();
        }
        key.append('-');
        for (String identifier : parts[1].split("\\.", -1)) {
            if (identifier.chars().allMatch(c -> c >= '0' && c <= '9')) {
                append(key.append('0'), identifier);
            } else {
                key.append('1').append(identifier).append(' ');
            }
        }
        return key.toString();
    }

    private static void append(StringBuilder key, String number) {
        key.append(String.format(Locale.ROOT, "%02d", number.length())).append(number);
    }
}

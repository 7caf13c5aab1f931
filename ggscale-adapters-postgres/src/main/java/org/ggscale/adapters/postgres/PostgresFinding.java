package org.ggscale.adapters.postgres;

import java.util.List;

/**
 * What was found of one thing that a host needs of its database.
 *
 * @param subject such as {@code migrations} or {@code row security}
 * @param problems what stands in the way, in sentences
 * @param warnings what is risky, in sentences
 */
public record PostgresFinding(String subject, List<String> problems, List<String> warnings) {
    /** Copies. */
    public PostgresFinding {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }
}

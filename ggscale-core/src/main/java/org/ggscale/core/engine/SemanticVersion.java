package org.ggscale.core.engine;

/** A version by SemVer 2.0.0. */
public record SemanticVersion(String text) {
    /** Reads a version. */
    public static SemanticVersion parse(String text) {
        return new SemanticVersion(text);
    }
}

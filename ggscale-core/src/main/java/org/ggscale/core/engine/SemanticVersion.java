package org.ggscale.core.engine;

import java.util.Comparator;
import java.util.List;
import org.semver4j.Semver;

/**
 * A version by SemVer 2.0.0, such as {@code 1.4.2-rc.1+build.5}.
 *
 * <p>At most 64 characters; major, minor and patch are at most 2,147,483,647. Equal when the texts are; versions of the
 * same {@link #precedence()} differ at most in build metadata and name the same engine. Ordered by precedence, then by
 * text.
 */
public final class SemanticVersion implements Comparable<SemanticVersion> {
    private static final int MAX_LENGTH = 64;
    private static final Comparator<SemanticVersion> ORDER = Comparator.comparingInt(
                    (SemanticVersion v) -> v.version.getMajor())
            .thenComparingInt(v -> v.version.getMinor())
            .thenComparingInt(v -> v.version.getPatch())
            .thenComparing(v -> v.version.getPreRelease(), SemanticVersion::comparePreReleases);

    private final Semver version;

    private SemanticVersion(Semver version) {
        this.version = version;
    }

    /**
     * Reads a version.
     *
     * @throws IllegalArgumentException when the text is none; the message names it and what is allowed
     */
    public static SemanticVersion parse(String text) {
        Semver version = text.length() > MAX_LENGTH ? null : Semver.parse(text);
        // The library also takes a leading v and blanks around.
        if (version == null || !version.getVersion().equals(text)) {
            throw new IllegalArgumentException(
                    "a version is MAJOR.MINOR.PATCH[-PRERELEASE][+BUILD] by SemVer 2.0.0 of at most " + MAX_LENGTH
                            + " characters, not " + shorten(text));
        }
        return new SemanticVersion(version);
    }

    private static String shorten(String text) {
        return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "..." : text;
    }

    /** Returns the version as it was given. */
    public String text() {
        return version.getVersion();
    }

    /** Returns the version without its build metadata: the key under which there is one version. */
    public String precedence() {
        String text = text();
        int build = text.indexOf('+');
        return build < 0 ? text : text.substring(0, build);
    }

    /** Returns whether both name the same version: they differ at most in build metadata. */
    public boolean isSameAs(SemanticVersion other) {
        return precedence().equals(other.precedence());
    }

    /** Returns whether this is a released later patch of another version: same major and minor, no pre-release. */
    public boolean isPatchOf(SemanticVersion other) {
        return version.getMajor() == other.version.getMajor()
                && version.getMinor() == other.version.getMinor()
                && version.getPreRelease().isEmpty()
                && ORDER.compare(this, other) > 0;
    }

    private static int comparePreReleases(List<String> left, List<String> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return Boolean.compare(left.isEmpty(), right.isEmpty());
        }
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = compareIdentifiers(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    /** Compares numbers of any length by value, anything else by ASCII, and numbers as lower. */
    private static int compareIdentifiers(String left, String right) {
        boolean numbers = isNumber(left);
        if (numbers != isNumber(right)) {
            return numbers ? -1 : 1;
        }
        return numbers && left.length() != right.length()
                ? Integer.compare(left.length(), right.length())
                : left.compareTo(right);
    }

    private static boolean isNumber(String identifier) {
        return identifier.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public int compareTo(SemanticVersion other) {
        int order = ORDER.compare(this, other);
        return order != 0 ? order : text().compareTo(other.text());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SemanticVersion that && text().equals(that.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}

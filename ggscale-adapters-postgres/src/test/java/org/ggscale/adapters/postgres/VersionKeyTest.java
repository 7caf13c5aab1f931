package org.ggscale.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.ggscale.core.engine.SemanticVersion;
import org.junit.jupiter.api.Test;

class VersionKeyTest {
    private static final List<String> NUMBERS = List.of("0", "1", "2", "9", "10", "11", "99", "100", "2147483647");
    private static final List<String> IDENTIFIERS =
            List.of("0", "1", "9", "10", "1234567890123", "a", "A", "a-", "a-b", "ab", "alpha", "rc", "-", "0a", "z");

    @Test
    void keys_sort_as_versions_do() {
        Random random = new Random(7);
        List<SemanticVersion> versions =
                Stream.generate(() -> version(random)).limit(2_000).distinct().toList();

        List<SemanticVersion> byKey =
                versions.stream().sorted(Comparator.comparing(VersionKey::of)).toList();

        assertThat(byKey).isEqualTo(versions.stream().sorted().toList());
    }

    @Test
    void build_metadata_does_not_count() {
        assertThat(VersionKey.of(SemanticVersion.parse("1.0.0-rc.1+build-7")))
                .isEqualTo(VersionKey.of(SemanticVersion.parse("1.0.0-rc.1")));
    }

    private static SemanticVersion version(Random random) {
        String release = pick(NUMBERS, random) + "." + pick(NUMBERS, random) + "." + pick(NUMBERS, random);
        String preRelease = String.join(
                ".",
                Stream.generate(() -> pick(IDENTIFIERS, random))
                        .limit(random.nextInt(3))
                        .toList());
        return SemanticVersion.parse(preRelease.isEmpty() ? release : release + "-" + preRelease);
    }

    private static String pick(List<String> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }
}

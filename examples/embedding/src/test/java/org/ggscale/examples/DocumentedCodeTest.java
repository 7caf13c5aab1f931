package org.ggscale.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Java that the documentation shows is a source of the examples, line by line, and contract tests it names exist. */
class DocumentedCodeTest {
    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("^```java\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private static final Pattern TEST_NAME = Pattern.compile("`([a-z0-9]+(?:_[a-z0-9]+){5,})`");

    @ParameterizedTest
    @MethodSource("blocks")
    void a_block_stands_in_a_source_of_the_examples(Block block) throws IOException {
        try (Stream<String> sources = texts(ROOT.resolve("examples"), ".java")) {
            boolean compiled =
                    sources.map(DocumentedCodeTest::lines).anyMatch(source -> source.contains(lines(block.code())));
            assertThat(compiled)
                    .as("%s shows code that no example has:%n%s", block.page(), block.code())
                    .isTrue();
        }
    }

    @Test
    void a_test_that_is_named_exists() throws IOException {
        Set<String> named = pages().stream()
                .flatMap(page -> TEST_NAME.matcher(read(page)).results())
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        assertThat(named).hasSizeGreaterThan(10);

        try (Stream<String> contracts = texts(ROOT.resolve("ggscale-testkit/src/main"), ".java")) {
            String all = contracts.collect(Collectors.joining());
            assertThat(named)
                    .filteredOn(name -> !all.contains("void " + name + "("))
                    .isEmpty();
        }
    }

    @Test
    void a_line_that_is_left_out_or_changed_is_noticed() {
        String source = lines("a();\n    b();\nc();\n");

        assertThat(source).contains(lines("  b();\n  c();\n"));
        assertThat(source).doesNotContain(lines("a();\nc();\n"));
        assertThat(source).doesNotContain(lines("a();\nb()\n"));
    }

    static List<Block> blocks() throws IOException {
        List<Block> blocks = pages().stream()
                .flatMap(page -> BLOCK.matcher(read(page)).results().map(found -> block(page, found.group(1))))
                .toList();
        assertThat(blocks).hasSizeGreaterThan(10);
        return blocks;
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs)
                    .filter(page -> page.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    private static Block block(Path page, String code) {
        return new Block(ROOT.relativize(page).toString(), code);
    }

    private static Stream<String> texts(Path folder, String ending) throws IOException {
        return Files.walk(folder)
                .filter(file -> file.toString().endsWith(ending))
                .map(DocumentedCodeTest::read);
    }

    /** Returns the lines without their indentation, each between two line ends; blank ones do not count. */
    private static String lines(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n", "\n", "\n"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    record Block(String page, String code) {
        @Override
        public String toString() {
            return page + ": " + code.lines().findFirst().orElse("");
        }
    }
}

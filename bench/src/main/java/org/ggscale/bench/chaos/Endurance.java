package org.ggscale.bench.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A fault that the tests of a module make in every build, made for as long as anybody has time.
 *
 * @param unit what is counted, and the option that says how many
 * @param type the program among the tests; it takes the count, the seed, and perhaps a file for the line for scripts
 */
public record Endurance(String name, String unit, String module, String type) {
    /**
     * Runs it in a process of its own, in the module's directory, and returns its exit code.
     *
     * @param root of the checkout
     */
    public int run(Path root, int count, long seed, Optional<String> json) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                type,
                Integer.toString(count),
                Long.toString(seed)));
        json.ifPresent(file -> command.add(Path.of(file).toAbsolutePath().toString()));
        return new ProcessBuilder(command)
                .directory(root.resolve(module).toFile())
                .inheritIO()
                .start()
                .waitFor();
    }
}

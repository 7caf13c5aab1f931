package org.ggscale.bench.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ggscale.bench.Programs;
import org.ggscale.bench.engine.LedgerEngine;

/** The image of the ledger engine, made of nothing but a small Java runtime and the C libraries of this machine. */
final class EngineImage {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LIBRARY = Pattern.compile("(?:=> |^\\s*)(/\\S+) \\(0x", Pattern.MULTILINE);

    private EngineImage() {}

    /** Returns the name of the image for a kind of engines. */
    static String name(EngineKind kind) {
        return "ggscale-chaos/" + kind.label().replace(' ', '-') + ":1.0.0";
    }

    /**
     * Builds an image for each kind of engines in containers.
     *
     * @param directory for what goes into it; created
     */
    static void build(DockerClient docker, Path directory, Subjects.Plan plan)
            throws IOException, InterruptedException {
        Path root = directory.resolve("root");
        Path java = root.resolve("java");
        Files.createDirectories(root);
        Path home = Path.of(System.getProperty("java.home"));
        run(List.of(
                home.resolve("bin/jlink").toString(),
                "--add-modules",
                "java.base,jdk.httpserver",
                "--strip-java-debug-attributes",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                java.toString()));
        run(List.of(java.resolve("bin/java").toString(), "-XX:+UseSerialGC", "-Xshare:dump"));
        copyLibraries(java, root);
        copyClasses(root.resolve("classes"));
        for (EngineKind kind : plan.kinds()) {
            if (kind.contained()) {
                Files.writeString(directory.resolve("Dockerfile"), dockerfile(entrypoint(kind, plan)));
                docker.buildImageCmd(directory.toFile())
                        .withTags(Set.of(name(kind)))
                        .exec(new BuildImageResultCallback())
                        .awaitImageId(2, TimeUnit.MINUTES);
            }
        }
    }

    private static String dockerfile(String entrypoint) {
        return """
            FROM scratch
            COPY root /
            LABEL com.galaxy.memory=96m com.galaxy.cpu_quota=1.0 com.galaxy.pids_limit=64
            ENV GGSCALE_ENGINE_HOST=0.0.0.0
            EXPOSE 8080
            ENTRYPOINT %s
            """.formatted(entrypoint);
    }

    private static String entrypoint(EngineKind kind, Subjects.Plan plan) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "/java/bin/java",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx32m",
                "-XX:-UsePerfData",
                "-cp",
                "/classes",
                LedgerEngine.class.getName()));
        command.addAll(plan.arguments(kind.promises()));
        return JSON.writeValueAsString(command);
    }

    private static void copyLibraries(Path java, Path root) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "ldd",
                java.resolve("bin/java").toString(),
                java.resolve("lib/server/libjvm.so").toString()));
        try (Stream<Path> files = Files.list(java.resolve("lib"))) {
            files.map(Path::toString).filter(file -> file.endsWith(".so")).forEach(command::add);
        }
        for (MatchResult library : LIBRARY.matcher(run(command)).results().toList()) {
            Path file = Path.of(library.group(1));
            if (!file.startsWith(java)) {
                Path copy = root.resolve("./" + file).normalize();
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void copyClasses(Path target) throws IOException {
        Path classes = Programs.classes();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = target.resolve(classes.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output);
        }
        return output;
    }
}

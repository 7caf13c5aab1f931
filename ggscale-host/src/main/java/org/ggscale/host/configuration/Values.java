package org.ggscale.host.configuration;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** The raw values of the variables: environment over file, each with the older names and the files of secrets. */
final class Values {
    /** Names of variables that were called {@code BACKEND_X} once. */
    private static final Set<String> ONCE_BACKEND = Set.of(
            "POSTGRES_DSN",
            "STACK_LABEL",
            "SMTP_TLS_MODE",
            "RUNTIME_RECONCILE_INTERVAL",
            "RUNTIME_IMAGE_PULL_POLICY",
            "OTEL_TRACES_EXPORTER",
            "MAIL_WORKER_INTERVAL",
            "GEOIP_DB_PATH",
            "FRESHNESS_WINDOW",
            "DOCKER_NETWORK",
            "ADMIN_BOOTSTRAP_USER",
            "ADMIN_BOOTSTRAP_PASSWORD");

    /** What the start script reads. */
    private static final Set<String> OF_THE_SCRIPT = Set.of("GGSCALE_JAVA_HOME", "GGSCALE_JAVA_OPTS");

    private static final String OURS = "GGSCALE_";
    private static final String FILE = "_FILE";

    /** The first that knows a variable, by any of its names, decides. */
    private final List<Map<String, String>> sources;

    private Values(List<Map<String, String>> sources) {
        this.sources = sources;
    }

    static Values of(Map<String, String> environment, Optional<Path> file) {
        return new Values(file.map(path -> List.of(environment, load(path))).orElseGet(() -> List.of(environment)));
    }

    private static Map<String, String> load(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigurationException("--config " + file + " cannot be read: " + e.getMessage());
        }
        Map<String, String> values = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        return values;
    }

    /** Returns a sentence for every variable that looks like ours and is not. */
    List<String> warnings() {
        return sources.stream()
                .flatMap(source -> source.keySet().stream())
                .filter(name -> name.startsWith(OURS) && !isKnown(name))
                .distinct()
                .sorted()
                .map(name -> name + " is not a variable of this version; the nearest is " + Variable.nearest(name))
                .toList();
    }

    private static boolean isKnown(String name) {
        boolean file = name.endsWith(FILE)
                && Variable.find(name.substring(0, name.length() - FILE.length()))
                        .filter(Variable::secret)
                        .isPresent();
        return file || OF_THE_SCRIPT.contains(name) || Variable.find(name).isPresent();
    }

    Optional<String> find(Variable variable) {
        return sources.stream()
                .flatMap(source -> find(variable, source).stream())
                .findFirst();
    }

    private static Optional<String> find(Variable variable, Map<String, String> source) {
        return present(source, variable.name())
                .or(() -> present(source, variable.name() + FILE)
                        .filter(path -> variable.secret())
                        .map(path -> secret(variable, path)))
                .or(() -> olderName(variable).flatMap(name -> present(source, name)));
    }

    private static Optional<String> present(Map<String, String> source, String name) {
        return Optional.ofNullable(source.get(name)).filter(value -> !value.isEmpty());
    }

    private static Optional<String> olderName(Variable variable) {
        String name = variable.name().substring(OURS.length());
        if (name.equals("CACHE_BACKEND")) {
            return Optional.of(name);
        }
        return ONCE_BACKEND.contains(name) ? Optional.of("BACKEND_" + name) : Optional.empty();
    }

    private static String secret(Variable variable, String path) {
        String named = variable.name() + FILE + " is \"" + path + "\", which ";
        try {
            String text =
                    Files.readString(Path.of(path), StandardCharsets.UTF_8).strip();
            if (text.isEmpty()) {
                throw new ConfigurationException(named + "is empty");
            }
            return text;
        } catch (IOException | InvalidPathException e) {
            throw new ConfigurationException(named + "cannot be read (" + e + ")");
        }
    }

    int number(Variable variable, int min, int max) {
        String text = find(variable).orElse(variable.shownDefault());
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, like a number out of range.
        }
        throw new ConfigurationException(variable, text, "a whole number from " + min + " to " + max);
    }

    Duration duration(Variable variable, String min, String max) {
        String text = find(variable).orElse(variable.shownDefault());
        Duration least = Durations.parse(min).orElseThrow();
        Duration most = Durations.parse(max).orElseThrow();
        return Durations.parse(text)
                .filter(value -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0)
                .orElseThrow(() -> new ConfigurationException(
                        variable, text, "a duration from " + min + " to " + max + " such as 500ms, 15s, 2m, 1h"));
    }

    long size(Variable variable, long least) {
        String text = find(variable).orElse(variable.shownDefault());
        return Sizes.parse(text)
                .filter(bytes -> bytes >= least)
                .orElseThrow(() -> new ConfigurationException(
                        variable, text, "a size of at least " + least + " bytes such as 512MiB or 1GiB"));
    }

    String choice(Variable variable, List<String> allowed) {
        String text = find(variable).orElse(variable.shownDefault());
        if (!allowed.contains(text)) {
            throw new ConfigurationException(variable, text, String.join(", ", allowed));
        }
        return text;
    }

    Address address(Variable variable) {
        return Address.parse(variable, find(variable).orElse(variable.shownDefault()));
    }

    Path path(Variable variable, Path otherwise) {
        String text = find(variable).orElse(otherwise.toString());
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new ConfigurationException(variable, text, "a path");
        }
    }
}

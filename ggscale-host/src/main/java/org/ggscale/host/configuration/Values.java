package org.ggscale.host.configuration;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;

/** The raw values of the variables: environment over file, with the older names and the files of secrets. */
final class Values {
    private static final Map<Variable, String> OLDER_NAMES = Map.of(
            Variable.GGSCALE_POSTGRES_DSN, "BACKEND_POSTGRES_DSN",
            Variable.GGSCALE_OTEL_TRACES_EXPORTER, "BACKEND_OTEL_TRACES_EXPORTER");

    private final Map<String, String> values;

    private Values(Map<String, String> values) {
        this.values = values;
    }

    static Values of(Map<String, String> environment, Optional<Path> file) {
        Map<String, String> values = new HashMap<>();
        file.ifPresent(path -> values.putAll(load(path)));
        values.putAll(environment);
        return new Values(values);
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
        List<String> warnings = new ArrayList<>();
        for (String name : new TreeSet<>(values.keySet())) {
            boolean ours = name.startsWith("GGSCALE_") && !name.equals("GGSCALE_JAVA_HOME");
            boolean secretFile = name.endsWith("_FILE")
                    && Variable.find(name.substring(0, name.length() - "_FILE".length()))
                            .filter(Variable::secret)
                            .isPresent();
            if (ours && !secretFile && Variable.find(name).isEmpty()) {
                warnings.add(name + " is not a variable of this version; the nearest is " + Variable.nearest(name));
            }
        }
        return warnings;
    }

    Optional<String> find(Variable variable) {
        Optional<String> value = present(variable.name());
        if (value.isEmpty() && variable.secret()) {
            value = present(variable.name() + "_FILE").map(path -> secret(variable, path));
        }
        return value.isPresent()
                ? value
                : Optional.ofNullable(OLDER_NAMES.get(variable)).flatMap(this::present);
    }

    private Optional<String> present(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    private static String secret(Variable variable, String path) {
        try {
            return Files.readString(Path.of(path), StandardCharsets.UTF_8).strip();
        } catch (IOException | InvalidPathException e) {
            throw new ConfigurationException(
                    variable.name() + "_FILE is \"" + path + "\", which cannot be read: " + e.getMessage());
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

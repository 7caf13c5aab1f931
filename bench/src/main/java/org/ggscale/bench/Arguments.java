package org.ggscale.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A command line of names, flags {@code --quick} and options {@code --rounds 50}.
 *
 * @param names what is not an option, in order
 */
public record Arguments(List<String> names, Map<String, String> options) {
    /** Copies the collections. */
    public Arguments {
        names = List.copyOf(names);
        options = Map.copyOf(options);
    }

    /**
     * Reads a command line.
     *
     * @param flags options without a value
     * @param valued options with a value
     * @throws IllegalArgumentException when it has an option that is in neither, or one without its value
     */
    public static Arguments parse(String[] args, Set<String> flags, Set<String> valued) {
        List<String> names = new ArrayList<>();
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < args.length; i++) {
            String name = args[i].startsWith("--") ? args[i].substring(2) : "";
            if (name.isEmpty()) {
                names.add(args[i]);
            } else if (flags.contains(name)) {
                options.put(name, "");
            } else if (valued.contains(name) && i + 1 < args.length) {
                options.put(name, args[++i]);
            } else {
                throw new IllegalArgumentException(
                        valued.contains(name) ? "--" + name + " needs a value" : "there is no option --" + name);
            }
        }
        return new Arguments(names, options);
    }

    /** Returns whether a flag is given. */
    public boolean has(String flag) {
        return options.containsKey(flag);
    }

    /** Returns an option's value. */
    public Optional<String> value(String option) {
        return Optional.ofNullable(options.get(option));
    }

    /** Returns an option's value as a number of at least 1. */
    public int number(String option, int otherwise) {
        int number = value(option).map(Integer::parseInt).orElse(otherwise);
        if (number < 1) {
            throw new IllegalArgumentException("--" + option + " is at least 1, not " + number);
        }
        return number;
    }
}

package org.ggscale.host;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The command that was asked for, with its options. */
record CommandLine(Name command, Map<String, String> options) {
    static final String USAGE = """
            usage: ggscale [serve] [--config FILE]     play turns and answer until stopped
                   ggscale demo [--turns N] [--games N] [--schedule TEXT] [--data DIR]
                            [--engines process|docker] play a demo game on embedded defaults
                   ggscale check [--config FILE]       look whether a host could start; exit 0 or 1
                   ggscale migrate [--config FILE]     bring the database schema up to date
                   ggscale database roles --dsn ADMIN_DSN [--database NAME]
                                                       create the database and its three logins, and print
                                                       their DSNs; passwords are new each time
                   ggscale version                     print version, commit and Java
                   ggscale help                        print this
            """;

    enum Name {
        SERVE,
        DEMO,
        CHECK,
        MIGRATE,
        DATABASE_ROLES,
        VERSION,
        HELP;

        private Set<String> options() {
            return switch (this) {
                case SERVE, CHECK, MIGRATE -> Set.of("--config");
                case DATABASE_ROLES -> Set.of("--dsn", "--database");
                case DEMO -> Set.of("--turns", "--games", "--schedule", "--data", "--engines");
                case VERSION, HELP -> Set.of();
            };
        }
    }

    /**
     * Reads the arguments.
     *
     * @throws UsageException saying what is wrong
     */
    static CommandLine parse(List<String> arguments) {
        if (arguments.equals(List.of("--help")) || arguments.equals(List.of("-h"))) {
            return new CommandLine(Name.HELP, Map.of());
        }
        int words = (int)
                arguments.stream().takeWhile(text -> !text.startsWith("--")).count();
        Name command = words == 0 ? Name.SERVE : name(arguments.subList(0, words));
        List<String> rest = arguments.subList(words, arguments.size());
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < rest.size(); i += 2) {
            String option = rest.get(i);
            if (!command.options().contains(option)) {
                throw new UsageException(shown(option) + " is no option of this command");
            }
            if (i + 1 == rest.size() || options.put(option, rest.get(i + 1)) != null) {
                throw new UsageException(option + " takes one value, once");
            }
        }
        return new CommandLine(command, options);
    }

    private static Name name(List<String> words) {
        String text = String.join(" ", words);
        for (Name name : Name.values()) {
            if (name.name().toLowerCase(Locale.ROOT).replace('_', ' ').equals(text)) {
                return name;
            }
        }
        throw new UsageException(shown(text) + " is no command");
    }

    /** Quotes a word, but nothing that may hold a password. */
    private static String shown(String text) {
        return text.matches("[a-z -]{1,40}") ? "\"" + text + "\"" : "what is given";
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    Optional<Path> path(String name) {
        try {
            return option(name).map(Path::of);
        } catch (InvalidPathException e) {
            throw new UsageException(name + " takes a path");
        }
    }

    /** Returns a whole number from 1 to {@code max}; absent when the option is not given. */
    Optional<Integer> number(String name, int max) {
        return option(name).map(text -> {
            int number = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
            if (number < 1 || number > max) {
                throw new UsageException(name + " takes a whole number from 1 to " + max);
            }
            return number;
        });
    }
}

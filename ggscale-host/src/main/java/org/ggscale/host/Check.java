package org.ggscale.host;

import java.util.Optional;
import org.ggscale.host.configuration.Configuration;

/** The command {@code check}: looks whether a host could start, one line a check. */
final class Check {
    private Check() {}

    static int run(CommandLine line) {
        Configuration configuration = Configuration.read(System.getenv(), line.path("--config"));
        Logs.configure(configuration.logging());
        print("configuration", configuration.warnings().isEmpty() ? "ok" : String.join("; ", configuration.warnings()));
        return Commands.withDatabase(configuration, database -> {
            Optional<String> trouble = database.storage().check();
            print("database", trouble.orElse("ok"));
            return trouble.isEmpty() ? 0 : 1;
        });
    }

    private static void print(String check, String result) {
        System.out.printf("%-15s%s%n", check, result);
    }
}

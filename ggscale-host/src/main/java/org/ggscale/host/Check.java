package org.ggscale.host;

import java.util.List;
import org.ggscale.adapters.postgres.PostgresFinding;
import org.ggscale.host.configuration.Configuration;

/** The command {@code check}: looks whether a host could start, one line a check. */
final class Check {
    private Check() {}

    static int run(CommandLine line) {
        Configuration configuration = Configuration.read(System.getenv(), line.path("--config"));
        Logs.configure(configuration.logging());
        print("configuration", List.of(), configuration.warnings());
        return Commands.withDatabase(configuration, database -> {
            List<PostgresFinding> findings = database.storage().inspect();
            findings.forEach(one -> print(one.subject(), one.problems(), one.warnings()));
            return findings.stream().allMatch(one -> one.problems().isEmpty()) ? 0 : 1;
        });
    }

    private static void print(String subject, List<String> problems, List<String> warnings) {
        if (problems.isEmpty() && warnings.isEmpty()) {
            print(subject, "ok");
        }
        problems.forEach(problem -> print(subject, problem));
        warnings.forEach(warning -> print(subject, "warning: " + warning));
    }

    private static void print(String subject, String result) {
        System.out.printf("%-15s%s%n", subject, result);
    }
}

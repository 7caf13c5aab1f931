package org.ggscale.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Docker's own program, as an operator uses it; {@code DOCKER_HOST} says which daemon. */
final class DockerCommand {
    private DockerCommand() {}

    /** Runs a command and returns all its output. */
    static String run(String... arguments) {
        Result result = call(arguments);
        if (result.status() != 0) {
            throw new IllegalStateException("docker " + String.join(" ", arguments) + ": " + result.output());
        }
        return result.output();
    }

    static Result call(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return new Result(process.waitFor(), output.strip());
        } catch (IOException e) {
            return new Result(127, e.toString());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** How a command ended, and what it said. */
    record Result(int status, String output) {}

    /** Returns the ids of the containers on a network, ended ones too. */
    static List<String> containers(String network) {
        return run("ps", "--all", "--quiet", "--no-trunc", "--filter", "network=" + network)
                .lines()
                .toList();
    }

    static List<String> networks(String name) {
        return run("network", "ls", "--quiet", "--filter", "name=" + name)
                .lines()
                .toList();
    }

    /** Removes what a failed test may have left. */
    static void clear(String network) {
        containers(network).forEach(id -> call("rm", "--force", id));
        call("network", "rm", network);
    }
}

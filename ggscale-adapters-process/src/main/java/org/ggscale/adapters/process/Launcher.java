package org.ggscale.adapters.process;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Starts a command in a session of its own, with the environment of an engine and nothing else. */
final class Launcher {
    static final String PORT = "GGSCALE_ENGINE_PORT";
    static final String STATE_DIRECTORY = "GGSCALE_ENGINE_STATE_DIR";
    static final String GAME_ID = "GGSCALE_GAME_ID";

    private static final List<String> INHERITED = List.of("PATH", "HOME", "LANG", "TZ");
    private static final Pattern PATH_SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

    private final Map<String, String> inherited = new TreeMap<>();
    private final Optional<String> setsid;

    Launcher(Map<String, String> environment) {
        INHERITED.stream().filter(environment::containsKey).forEach(name -> inherited.put(name, environment.get(name)));
        setsid = onPath("setsid");
    }

    /** Finds the program: a path is relative to the state directory, a name is looked up in {@code PATH}. */
    Optional<String> program(String name, GameFiles files) {
        if (!name.contains("/")) {
            return onPath(name);
        }
        File stated = new File(name);
        File program =
                stated.isAbsolute() ? stated : new File(files.stateDirectory().toFile(), name);
        return executable(program) ? Optional.of(program.getPath()) : Optional.empty();
    }

    private Optional<String> onPath(String name) {
        Stream<String> directories = PATH_SEPARATOR.splitAsStream(inherited.getOrDefault("PATH", ""));
        return directories
                .filter(directory -> !directory.isEmpty())
                .map(directory -> new File(directory, name))
                .filter(Launcher::executable)
                .map(File::getPath)
                .findFirst();
    }

    private static boolean executable(File file) {
        return file.isFile() && file.canExecute();
    }

    Process launch(GameFiles files, int port, String program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        setsid.ifPresent(command::add);
        command.add(program);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(files.stateDirectory().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(files.log().toFile()));
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(inherited);
        environment.put(PORT, Integer.toString(port));
        environment.put(STATE_DIRECTORY, files.stateDirectory().toString());
        environment.put(GAME_ID, files.gameId().toString());
        return builder.start();
    }
}

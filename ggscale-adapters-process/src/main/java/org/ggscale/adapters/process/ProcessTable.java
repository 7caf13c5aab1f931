package org.ggscale.adapters.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The processes of this machine. Zombies count as gone: they run nothing, and not every init reaps them.
 *
 * <p>Reads with {@code java.io}: a channel fails on an interrupted thread, which would look like a process that is gone.
 */
final class ProcessTable {
    private static final boolean LINUX = Files.isReadable(Path.of("/proc/self/stat"));
    private static final String BOOT = LINUX ? boot() : "";
    private static final Path NAMESPACE = LINUX ? namespace("self").orElse(Path.of("unknown")) : Path.of("none");
    private static final String STATE_DIRECTORY = Launcher.STATE_DIRECTORY + "=";

    private record Row(ProcessKey key, long parent, long session) {}

    /** Finds the process that has this pid now. */
    Optional<ProcessKey> find(long pid) throws IOException {
        return row(pid).map(Row::key);
    }

    boolean alive(ProcessKey key) throws IOException {
        return find(key.pid()).filter(key::equals).isPresent();
    }

    /** Sends SIGTERM, or SIGKILL; nothing when the pid belongs to another process by now. */
    void signal(ProcessKey key, boolean kill) throws IOException {
        Optional<ProcessHandle> handle = ProcessHandle.of(key.pid());
        if (handle.isEmpty() || !alive(key)) {
            return;
        }
        if (kill) {
            handle.get().destroyForcibly();
        } else {
            handle.get().destroy();
        }
    }

    /**
     * Finds what the engines consist of: their leaders, all of the leaders' sessions, all whose environment names the
     * state directory, and all descendants of these.
     */
    Set<ProcessKey> members(Collection<PidFile> engines) throws IOException {
        List<Row> rows = rows();
        Set<Long> sessions = sessions(engines, rows);
        Set<String> directories = engines.stream()
                .map(engine -> engine.files().stateDirectory().toString())
                .collect(Collectors.toSet());
        Set<ProcessKey> members = new HashSet<>();
        Set<Long> pids = new HashSet<>();
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Row row : rows) {
                if (!members.contains(row.key) && (pids.contains(row.parent) || belongs(row, sessions, directories))) {
                    members.add(row.key);
                    pids.add(row.key.pid());
                    grown = true;
                }
            }
        }
        return members;
    }

    /** A session outlives its leader, and its number is not given out as a pid before; a leader in the way is no more ours. */
    private static Set<Long> sessions(Collection<PidFile> engines, List<Row> rows) {
        Set<ProcessKey> leaders =
                engines.stream().flatMap(engine -> engine.leader().stream()).collect(Collectors.toSet());
        Set<Long> sessions = leaders.stream().map(ProcessKey::pid).collect(Collectors.toSet());
        rows.stream()
                .map(Row::key)
                .filter(key -> !leaders.contains(key))
                .map(ProcessKey::pid)
                .forEach(sessions::remove);
        return sessions;
    }

    private static boolean belongs(Row row, Set<Long> sessions, Set<String> directories) {
        return sessions.contains(row.key.pid())
                || sessions.contains(row.session)
                || stateDirectory(row.key.pid()).filter(directories::contains).isPresent();
    }

    private static List<Row> rows() throws IOException {
        long self = ProcessHandle.current().pid();
        List<Row> rows = new ArrayList<>();
        for (ProcessHandle handle : ProcessHandle.allProcesses().toList()) {
            if (handle.pid() != self) {
                row(handle.pid()).ifPresent(rows::add);
            }
        }
        return rows;
    }

    private static Optional<Row> row(long pid) throws IOException {
        return LINUX ? linuxRow(pid) : ProcessHandle.of(pid).flatMap(ProcessTable::plainRow);
    }

    private static Optional<Row> plainRow(ProcessHandle handle) {
        long parent = handle.parent().map(ProcessHandle::pid).orElse(0L);
        return handle.info()
                .startInstant()
                .filter(start -> handle.isAlive())
                .map(start -> new Row(new ProcessKey(handle.pid(), start.toString()), parent, 0));
    }

    /** See proc_pid_stat(5): the name in parentheses may hold anything, so fields are counted from its end. */
    private static Optional<Row> linuxRow(long pid) throws IOException {
        Path directory = Path.of("/proc/" + pid);
        String stat;
        try {
            stat = read(directory.resolve("stat"));
        } catch (IOException e) {
            if (Files.notExists(directory)) {
                return Optional.empty();
            }
            throw e;
        }
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        // A process whose first thread alone has ended is shown as a zombie, too, but has more threads.
        if ((fields[0].equals("Z") || fields[0].equals("X")) && Long.parseLong(fields[17]) <= 1) {
            return Optional.empty();
        }
        ProcessKey key = new ProcessKey(pid, BOOT + ":" + fields[19]);
        return Optional.of(new Row(key, Long.parseLong(fields[1]), Long.parseLong(fields[3])));
    }

    /** Empty for a process of a container: an engine in there may name any directory, and hold up another game's end. */
    private static Optional<String> stateDirectory(long pid) {
        if (!LINUX || !namespace(Long.toString(pid)).equals(Optional.of(NAMESPACE))) {
            return Optional.empty();
        }
        try {
            return Arrays.stream(read(Path.of("/proc/" + pid + "/environ")).split("\0", -1))
                    .filter(entry -> entry.startsWith(STATE_DIRECTORY))
                    .map(entry -> decode(entry.substring(STATE_DIRECTORY.length())))
                    .findFirst();
        } catch (IOException notOurs) {
            return Optional.empty();
        }
    }

    private static Optional<Path> namespace(String pid) {
        try {
            return Optional.of(Files.readSymbolicLink(Path.of("/proc/" + pid + "/ns/pid")));
        } catch (IOException notOurs) {
            return Optional.empty();
        }
    }

    private static String decode(String bytes) {
        return new String(bytes.getBytes(ISO_8859_1), Charset.forName(System.getProperty("native.encoding", "UTF-8")));
    }

    private static String boot() {
        try {
            return read(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String read(Path file) throws IOException {
        try (FileInputStream in = new FileInputStream(file.toFile())) {
            return new String(in.readAllBytes(), ISO_8859_1);
        }
    }
}

package org.ggscale.adapters.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an earlier holder of a node's directory left behind.
 *
 * @param living engines that run
 * @param dead engines that do not, or of which only the intention is known; what they started may run
 */
record Leftovers(List<Engine> living, List<PidFile> dead) {
    static Leftovers find(NodeFiles node, ProcessTable table, int logLimit) throws IOException {
        List<Engine> living = new ArrayList<>();
        List<PidFile> dead = new ArrayList<>();
        for (GameFiles files : node.started()) {
            Optional<PidFile> found = PidFile.read(files);
            if (found.isEmpty()) {
                files.deletePid();
                continue;
            }
            Optional<ProcessKey> leader = found.get().leader();
            if (leader.isPresent() && table.alive(leader.get())) {
                living.add(new Engine(found.get(), leader.get(), Optional.empty(), new EngineLog(files, logLimit)));
            } else {
                dead.add(found.get().with(Optional.empty()));
            }
        }
        return new Leftovers(living, dead);
    }
}

package org.ggscale.adapters.process;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Properties;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.InstanceToken;

/**
 * What is written down about an engine process before it may be called, so that the next host can find it.
 *
 * @param leader absent from the intention to start until the process is there, and once it is known to be gone
 */
record PidFile(GameFiles files, InstanceToken token, int port, Optional<ProcessKey> leader) {
    PidFile with(Optional<ProcessKey> changed) {
        return new PidFile(files, token, port, changed);
    }

    EngineEndpoint endpoint() {
        return new EngineEndpoint(URI.create("http://127.0.0.1:" + port));
    }

    EngineInstance instance() {
        String id = leader.map(key -> Long.toString(key.pid())).orElse("none");
        return new EngineInstance(id, files.gameId(), token, endpoint());
    }

    void write() throws IOException {
        Properties properties = new Properties();
        properties.setProperty("game_id", files.gameId().toString());
        properties.setProperty("token", token.value());
        properties.setProperty("port", Integer.toString(port));
        properties.setProperty("state", files.stateDirectoryKey());
        leader.ifPresent(key -> {
            properties.setProperty("pid", Long.toString(key.pid()));
            properties.setProperty("start", key.start());
        });
        PropertyFile.write(files.pid(), properties);
    }

    /**
     * Reads the pid file of a game.
     *
     * @return empty when it is incomplete, or came with a copy of the state root: then it is about no process of this node
     */
    static Optional<PidFile> read(GameFiles files) throws IOException {
        Properties properties = PropertyFile.read(files.pid());
        String state = files.stateDirectoryKey();
        if (properties.getProperty("token") == null
                || properties.getProperty("port") == null
                || !(state.isEmpty() || state.equals(properties.getProperty("state")))) {
            return Optional.empty();
        }
        Optional<ProcessKey> leader = Optional.ofNullable(properties.getProperty("pid"))
                .map(pid -> new ProcessKey(Long.parseLong(pid), properties.getProperty("start", "")));
        return Optional.of(new PidFile(
                files,
                new InstanceToken(properties.getProperty("token")),
                Integer.parseInt(properties.getProperty("port")),
                leader));
    }
}

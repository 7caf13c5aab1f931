package org.ggscale.host;

import java.util.concurrent.CountDownLatch;
import org.ggscale.host.configuration.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The command {@code serve}: starts, prints one line per listener, and waits for a signal. */
final class Serve {
    private Serve() {}

    static int run(CommandLine line) throws InterruptedException {
        Configuration configuration = Configuration.read(System.getenv(), line.path("--config"));
        Logs.configure(configuration.logging());
        Logger log = LoggerFactory.getLogger(Serve.class);
        configuration.warnings().forEach(log::warn);
        try (Shutdown shutdown = Shutdown.install(() -> {})) {
            Host host = shutdown.start(() -> Host.start(configuration, signal -> {}));
            host.addresses().forEach((surface, address) -> System.out.println(surface + " http://" + address));
            new CountDownLatch(1).await();
            return 0;
        }
    }
}

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
        Host host = Host.start(configuration, signal -> {});
        closeOnSignal(host::close);
        host.addresses().forEach((surface, address) -> System.out.println(surface + " http://" + address));
        new CountDownLatch(1).await();
        return 0;
    }

    /** The first SIGTERM or SIGINT closes, and the process ends with 0. */
    static Thread closeOnSignal(Runnable close) {
        Thread hook = new Thread(
                () -> {
                    close.run();
                    Runtime.getRuntime().halt(0);
                },
                "drain");
        Runtime.getRuntime().addShutdownHook(hook);
        return hook;
    }

    /** Takes a hook back before the process ends by itself. */
    static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is being ended by a signal already, and the hook is running.
        }
    }
}

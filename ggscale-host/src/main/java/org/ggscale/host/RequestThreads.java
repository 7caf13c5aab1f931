package org.ggscale.host;

import java.util.Map;
import java.util.concurrent.ThreadFactory;
import org.slf4j.MDC;

/** Makes threads that log under the id of the request that asked for their work. */
record RequestThreads(ThreadFactory threads) implements ThreadFactory {
    @Override
    public Thread newThread(Runnable work) {
        Map<String, String> marks = MDC.getCopyOfContextMap();
        return threads.newThread(
                marks == null || marks.isEmpty()
                        ? work
                        : () -> {
                            MDC.setContextMap(marks);
                            work.run();
                        });
    }
}

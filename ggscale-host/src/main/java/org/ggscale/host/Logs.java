package org.ggscale.host;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import org.ggscale.host.configuration.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets the process's logging up: standard error, JSON lines or text. */
final class Logs {
    private Logs() {}

    static void configure(Configuration.Logging logging) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setTarget("System.err");
        console.setEncoder(encoder(context, logging.format()));
        console.start();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(console);
        // What breaks is said by whoever asked; the library would add its stack.
        context.getLogger("com.github.dockerjava.api.async").setLevel(Level.OFF);
        context.getLogger("org.ggscale").setLevel(Level.toLevel(logging.level()));
    }

    static Encoder<ILoggingEvent> encoder(LoggerContext context, String format) {
        if (format.equals("json")) {
            JsonEncoder encoder = new JsonEncoder();
            encoder.setContext(context);
            encoder.setWithSequenceNumber(false);
            encoder.setWithContext(false);
            encoder.setWithMessage(false);
            encoder.setWithFormattedMessage(true);
            encoder.setWithArguments(false);
            encoder.start();
            return encoder;
        }
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        // An engine's words are in some messages: it must not write lines of its own.
        encoder.setPattern("%d{HH:mm:ss.SSS} %-5level %replace([%X{request_id}] ){'^\\[\\] $',''}"
                + "%replace(%msg){'[\\x00-\\x1F\\x7F-\\x9F\\u2028\\u2029]+',' '}%n%ex{short}");
        encoder.start();
        return encoder;
    }
}

package org.shuyuan.node;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.springframework.boot.logging.StackTracePrinter;
import org.springframework.boot.logging.structured.StructuredLogFormatter;

/** The log for people: time, level, logger, the request's id if there is one, and what is said. */
final class LogLine implements StructuredLogFormatter<ILoggingEvent> {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx").withZone(ZoneId.systemDefault());

    private final StackTracePrinter traces = new QuietTrace();

    @Override
    public String format(ILoggingEvent event) {
        String request = event.getMDCPropertyMap().getOrDefault("request", "-");
        StringBuilder line = new StringBuilder("%s %-5s %s [%s] %s%n"
                .formatted(
                        TIME.format(event.getInstant()),
                        event.getLevel(),
                        event.getLoggerName(),
                        request,
                        event.getFormattedMessage().replaceAll("[\\r\\n]+", " ")));
        if (event.getThrowableProxy() instanceof ThrowableProxy thrown) {
            line.append(traces.printStackTraceToString(thrown.getThrowable()));
        }
        return line.toString();
    }
}

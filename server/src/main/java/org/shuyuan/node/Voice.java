package org.shuyuan.node;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.shuyuan.platform.Messages;

/** Speaks to the operator's terminal: each thing in Chinese, then in English. */
final class Voice {

    private static final Messages MESSAGES = new Messages();

    private Voice() {}

    /** One step of something that takes a while. */
    static void step(String key, Map<String, ?> parameters) {
        out().println("· " + String.join(" · ", both("start." + key, parameters)));
    }

    static void tell(String key, Map<String, ?> parameters) {
        both(key, parameters).forEach(out()::println);
    }

    static void print(String line) {
        out().println(line);
    }

    static void refuse(Refusal refusal) {
        both("refusal." + refusal.code(), refusal.parameters()).forEach(err()::println);
    }

    static List<String> both(String key, Map<String, ?> parameters) {
        return Messages.LANGUAGES.stream()
                .map(language -> MESSAGES.say(language, key, parameters))
                .toList();
    }

    @SuppressWarnings("SystemOut") // the terminal is this class's purpose
    private static PrintStream out() {
        return System.out;
    }

    @SuppressWarnings("SystemOut")
    private static PrintStream err() {
        return System.err;
    }
}

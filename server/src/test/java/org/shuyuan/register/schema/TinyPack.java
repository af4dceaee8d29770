package org.shuyuan.register.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.shuyuan.TestNode;
import org.shuyuan.pack.Model;

/** A pack for tests of upgrades, written in a few words; every field is local, every text is its own key. */
final class TinyPack {

    private final int release;
    private final List<String> changes = new ArrayList<>();
    private final Map<String, String> codes = new TreeMap<>();
    private final Map<String, List<String>> registers = new LinkedHashMap<>();
    private final Map<String, String> texts = new TreeMap<>(Map.of("pack.tiny", "tiny"));

    TinyPack(int release) {
        this.release = release;
    }

    TinyPack change(String change) {
        changes.add("  - {" + change + "}\n");
        return this;
    }

    TinyPack codes(String id, String... entries) {
        texts.put("codes." + id, id);
        codes.put(
                id,
                "codes: " + id + "\nentries:\n"
                        + List.of(entries).stream()
                                .map(code ->
                                        "  \"" + code + "\": {zh-CN: \"词" + code + "\", en: \"Word " + code + "\"}\n")
                                .collect(Collectors.joining()));
        return this;
    }

    /** Lines such as {@code name: {type: text, max: 20}}, and {@code identity: [[name]]} or {@code check: short, "size(name) < 5"}. */
    TinyPack register(String id, String... lines) {
        texts.put("register." + id, id);
        registers.put(id, List.of(lines));
        return this;
    }

    Model compile() {
        try {
            Path folder =
                    Files.createDirectories(Files.createTempDirectory("tiny").resolve("tiny"));
            write(folder);
            return TestNode.compile(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void write(Path folder) throws IOException {
        String declared = changes.isEmpty() ? "" : "changes:\n" + String.join("", changes);
        write(
                folder.resolve("pack.yaml"),
                "pack: tiny\nrelease: " + release + "\nauthority: a test\neffective_from: 2026-01-01\n" + declared);
        for (Map.Entry<String, String> set : codes.entrySet()) {
            write(folder.resolve("codes/" + set.getKey() + ".yaml"), set.getValue());
        }
        for (Map.Entry<String, List<String>> register : registers.entrySet()) {
            write(
                    folder.resolve("registers/" + register.getKey() + ".yaml"),
                    register(register.getKey(), register.getValue()));
        }
        String json = texts.entrySet().stream()
                .map(text -> "\"" + text.getKey() + "\": \"" + text.getValue() + "\"")
                .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
        write(folder.resolve("i18n/zh-CN.json"), json);
        write(folder.resolve("i18n/en.json"), json);
    }

    private String register(String id, List<String> lines) {
        StringBuilder head = new StringBuilder("register: " + id + "\n");
        StringBuilder fields = new StringBuilder("fields:\n");
        StringBuilder checks = new StringBuilder();
        String title = "";
        for (String line : lines) {
            String name = line.substring(0, line.indexOf(':'));
            String value = line.substring(line.indexOf(':') + 1).strip();
            if (name.equals("check")) {
                String check = value.substring(0, value.indexOf(','));
                checks.append("  ")
                        .append(check)
                        .append(": ")
                        .append(value.substring(value.indexOf(',') + 1))
                        .append('\n');
                texts.put("check." + id + "." + check, check);
            } else if (value.startsWith("{")) {
                title = title.isEmpty() && value.contains("type:") && !value.contains("L4") ? name : title;
                fields.append("  ")
                        .append(name)
                        .append(": {local: a test, ")
                        .append(value.substring(1))
                        .append('\n');
                texts.put("field." + id + "." + name, name);
            } else {
                head.append(line).append('\n');
            }
        }
        return head + "title: " + title + "\n" + fields + (checks.isEmpty() ? "" : "checks:\n" + checks);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}

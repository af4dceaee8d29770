package org.shuyuan.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyuan.register.definition.RegisterEngine;
import tools.jackson.databind.json.JsonMapper;

/**
 * Packs written for one test. {@link #of} begins with a small pack {@code t} that compiles; a test changes it by a line or a file and
 * says which fault it expects. Texts that definitions need are supplied.
 *
 * <p>Each lies in a folder of its own under the one that is given. The line that the fault is expected on is the one that was added, or the one that ends with {@code #!}.
 */
public final class TestPack {

    private static final String MARK = "#!";

    private final Path home;
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final List<Path> beside = new ArrayList<>();
    private final Map<String, SortedMap<String, String>> supplied = new TreeMap<>();
    private String expectedAt = "";

    private TestPack(Path home) {
        try {
            this.home = Files.createTempDirectory(home, "packs");
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** No pack yet. */
    public static TestPack empty(Path home) {
        return new TestPack(home);
    }

    /** A pack with a register of things, notes about them, and a case that proposes what a thing keeps. */
    public static TestPack of(Path home) {
        return empty(home)
                .with("t/pack.yaml", """
                pack: t
                release: 2
                authority: "nobody"
                """)
                .with("t/elements/thing.yaml", """
                thing.name:    {type: text, max: 60}
                thing.code:    {type: text, max: 10, format: digits}
                thing.kind:    {code: kind}
                thing.kinds:   {code: kind}
                thing.mass:    {type: integer}
                thing.begun:   {type: date}
                thing.ended:   {type: date}
                thing.parent:  {ref: thing}
                thing.phone:   {type: text, sensitivity: L3}
                thing.number:  {type: text, sensitivity: L4, identifying: true}
                thing.secret:  {type: text, sensitivity: L4}
                """)
                .with("t/formats/digits.yaml", """
                digits: {pattern: "[0-9]+"}
                """)
                .with("t/codes/kind.yaml", """
                codes: kind
                entries:
                  big:   {zh-CN: 大, en: Big}
                  small: {zh-CN: 小, en: Small}
                """)
                .with("t/roles/clerk.yaml", """
                role: clerk
                """)
                .with("t/registers/thing.yaml", """
                register: thing
                title: name
                fields:
                  name:   {element: thing.name, required: true}
                  code:   {element: thing.code}
                  kind:   {element: thing.kind}
                  kinds:  {element: thing.kinds, many: true}
                  mass:   {element: thing.mass}
                  begun:  {element: thing.begun}
                  ended:  {element: thing.ended}
                  parent: {element: thing.parent}
                  phone:  {element: thing.phone}
                  number: {element: thing.number}
                  secret: {element: thing.secret}
                change: {role: clerk}
                """)
                .with("t/registers/note.yaml", """
                register: note
                title: text
                fields:
                  text:  {local: "of no use elsewhere", type: text}
                  thing: {local: "what it is about", ref: thing}
                  about: {follow: thing.name}
                """)
                .with("t/registers/wish.yaml", """
                register: wish
                title: number
                case: {process: wish}
                fields:
                  number: {local: "the case's number", type: text, max: 20}
                  thing:  {local: "the case's subject", ref: thing}
                  mass:   {propose: thing.mass}
                """);
    }

    /** The folder in which the packs lie. */
    public Path home() {
        return home;
    }

    /** A file of its own; {@code path} begins with the pack's folder. */
    public TestPack with(String path, String text) {
        int line = lineOf(text, MARK);
        if (line > 0) {
            expectedAt = path + ":" + line;
        }
        return with(path, text.replace(" " + MARK, "").getBytes(StandardCharsets.UTF_8));
    }

    public TestPack with(String path, byte[] bytes) {
        files.put(path, bytes);
        return this;
    }

    /** Replaces a piece of a file that is there, whose line is then the expected one. */
    public TestPack change(String path, String piece, String instead) {
        String text = text(path);
        assertThat(text).contains(piece);
        expectedAt = path + ":" + lineOf(text, piece);
        return with(path, text.replace(piece, instead).getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a line, or several, at the end of a file that is there. */
    public TestPack add(String path, String lines) {
        String text = text(path);
        expectedAt = path + ":" + (text.lines().count() + 1);
        return with(path, text + lines + "\n");
    }

    /** Compiles a pack that lies elsewhere too. */
    public TestPack beside(Path folder) {
        beside.add(folder);
        return this;
    }

    /** Adds a field to a register of the pack {@code t}. */
    public TestPack field(String register, String line) {
        return change("t/registers/" + register + ".yaml", "fields:\n", "fields:\n  " + line + "\n")
                .below();
    }

    /** Adds a key to a register of the pack {@code t}. */
    public TestPack key(String register, String lines) {
        return change("t/registers/" + register + ".yaml", "fields:\n", lines + "\nfields:\n");
    }

    /** Expects the fault one line lower. */
    public TestPack below() {
        int colon = expectedAt.lastIndexOf(':');
        return at(expectedAt.substring(0, colon + 1) + (Integer.parseInt(expectedAt.substring(colon + 1)) + 1));
    }

    /** Expects the fault at a place of its own. */
    public TestPack at(String place) {
        expectedAt = place;
        return this;
    }

    private String text(String path) {
        byte[] bytes = files.get(path);
        assertThat(bytes).as(path).isNotNull();
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static int lineOf(String text, String piece) {
        int at = text.indexOf(piece);
        return at < 0
                ? 0
                : (int) text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
    }

    /** Compiles what was written, with every text that is missing supplied. */
    public Compilation compile() {
        write();
        Compilation first = compileAsItStands();
        first.faults().stream()
                .filter(fault -> fault.problem().startsWith("no text in "))
                .forEach(this::supply);
        supplied.forEach(this::insert);
        write();
        return supplied.isEmpty() ? first : compileAsItStands();
    }

    private void supply(Fault fault) {
        String pack = fault.place().file().replaceFirst("/.*", "");
        String language = fault.problem().split(" ")[3];
        supplied.computeIfAbsent(pack + "/i18n/" + language + ".json", file -> new TreeMap<>())
                .put(fault.offending(), language + " " + fault.offending());
    }

    /** Adds texts behind those that a test wrote, so that its lines stay where they are. */
    private void insert(String file, SortedMap<String, String> texts) {
        String given = files.containsKey(file) ? text(file).strip() : "{}";
        if (given.endsWith("}")) {
            String begun = given.substring(0, given.length() - 1);
            String more = JsonMapper.shared().writeValueAsString(texts).substring(1);
            files.put(file, (begun + (begun.endsWith("{") ? "" : ",") + more).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Compiles what was written, supplying nothing. */
    public Compilation compileAsItStands() {
        write();
        List<Path> folders = new ArrayList<>(beside);
        folders.add(home);
        return compiler().compile(folders);
    }

    public static PackCompiler compiler() {
        return new PackCompiler(List.of(new RegisterEngine()));
    }

    private void write() {
        try {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path path = home.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Compiles, and expects exactly one fault or warning, at the expected place and with these words in it. */
    public void says(String... words) {
        List<String> faults = compile().faults().stream().map(Fault::print).toList();
        assertThat(faults).as("faults").hasSize(1);
        assertThat(faults.getFirst()).startsWith(expectedAt + ": ").contains(words);
    }

    /** Compiles, and expects no fault. */
    public Model means() {
        Compilation compilation = compile();
        assertThat(compilation.faults()).extracting(Fault::print).isEmpty();
        assertThat(compilation).isInstanceOf(Compilation.Compiled.class);
        return ((Compilation.Compiled) compilation).model();
    }

    /** Compiles, and gives what is wrong as it is printed. */
    public List<String> faults() {
        return compile().faults().stream().map(Fault::print).toList();
    }
}

package org.shuyuan.register.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.TestNode;
import org.shuyuan.pack.Compilation;
import org.shuyuan.pack.TestPack;

/** Spoils the toy pack at random: whatever comes of it, the compiler answers with a model or with faults, and never breaks. */
class HostilePackTest {

    /** {@code -Dhostile.rounds=20000} searches longer. */
    private static final int ROUNDS = Integer.getInteger("hostile.rounds", 120);

    private static final List<String> PIECES = List.of(
            "[]",
            "{}",
            "null",
            "~",
            "\"\"",
            "''",
            "-1",
            "0",
            "99999999999999999999",
            "1e9",
            "true",
            "2026-02-30",
            "*a",
            "&a x",
            "!!int x",
            "? ",
            ": ",
            "- ",
            "---\n",
            "\t",
            "\u0000",
            "\uFEFF",
            "\uD83D",
            "名",
            ".",
            "..",
            "__",
            "self",
            "$",
            "\\",
            "%",
            "[[[[[[",
            "{a: {b: {c: d}}}",
            "thing.name",
            "follow: ",
            "propose: ",
            "many: true",
            "required: true",
            "()",
            "(?i)",
            "{1000}",
            "old.",
            "exists(x, x)",
            "== null",
            "\"",
            "'",
            "#",
            ",",
            "|",
            ">-\n");

    @TempDir
    Path home;

    @Test
    void shouldAnswerEverySpoiledPackWithFaultsOrAModel() throws IOException {
        Path toy = home.resolve("toy");
        List<Path> files = copy(TestNode.ROOT.resolve("server/src/test/resources/packs/toy"), toy);
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(round);
            Path file = files.get(random.nextInt(files.size()));
            byte[] original = Files.readAllBytes(file);
            byte[] spoiled = spoil(original, random);
            Files.write(file, spoiled);
            refused += compile(round, file, spoiled) instanceof Compilation.Refused ? 1 : 0;
            Files.write(file, original);
        }
        assertThat(refused).isGreaterThan(ROUNDS / 3);
        assertThat(TestPack.compiler().compile(List.of(home)).faults()).isEmpty();
    }

    private Compilation compile(int round, Path file, byte[] spoiled) {
        try {
            Compilation compilation = TestPack.compiler().compile(List.of(home));
            compilation.faults().forEach(fault -> assertThat(fault.print()).isNotBlank());
            assertThat(compilation instanceof Compilation.Compiled
                            || compilation.faults().stream().anyMatch(fault -> !fault.warning()))
                    .isTrue();
            return compilation;
        } catch (RuntimeException | StackOverflowError broken) {
            throw new AssertionError(
                    "round " + round + " broke the compiler with " + file + ":\n"
                            + new String(spoiled, StandardCharsets.UTF_8),
                    broken);
        }
    }

    private static List<Path> copy(Path from, Path to) throws IOException {
        List<Path> copies = new ArrayList<>();
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
                if (!file.toString().endsWith(".md")) {
                    copies.add(copy);
                }
            }
        }
        return copies;
    }

    private static byte[] spoil(byte[] original, Random random) {
        return random.nextInt(4) == 0
                ? spoilBytes(original, random)
                : spoilLines(new String(original, StandardCharsets.UTF_8), random)
                        .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] spoilBytes(byte[] original, Random random) {
        byte[] spoiled = original.clone();
        for (int i = 0; i <= random.nextInt(4); i++) {
            spoiled[random.nextInt(spoiled.length)] = (byte) random.nextInt(256);
        }
        return random.nextBoolean() ? spoiled : Arrays.copyOf(spoiled, random.nextInt(spoiled.length + 1));
    }

    private static String spoilLines(String original, Random random) {
        List<String> lines = new ArrayList<>(original.lines().toList());
        for (int i = 0; i <= random.nextInt(3) && !lines.isEmpty(); i++) {
            int at = random.nextInt(lines.size());
            String line = lines.get(at);
            String piece = PIECES.get(random.nextInt(PIECES.size()));
            switch (random.nextInt(6)) {
                case 0 -> lines.remove(at);
                case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
                case 2 ->
                    lines.set(
                            at,
                            line.replaceFirst(
                                    ": .*", ": " + piece.replace("\\", "\\\\").replace("$", "\\$")));
                case 3 -> lines.set(at, insert(line, random.nextInt(line.length() + 1), piece));
                case 4 -> lines.set(at, swap(line, random));
                default -> lines.set(at, "  " + line);
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static String insert(String line, int at, String piece) {
        return line.substring(0, at) + piece + line.substring(at);
    }

    /** Exchanges two words of a line. */
    private static String swap(String line, Random random) {
        String[] words = line.split("(?<=[\\W])|(?=[\\W])");
        int one = random.nextInt(Math.max(1, words.length));
        int other = random.nextInt(Math.max(1, words.length));
        if (words.length > 0) {
            String kept = words[one];
            words[one] = words[other];
            words[other] = kept;
        }
        return String.join("", words);
    }
}

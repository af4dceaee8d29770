package org.shuyuan.register.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.shuyuan.TestNode;
import org.shuyuan.platform.Actor;
import org.shuyuan.register.model.Register;

/** Brings texts in as files, and tells what was wrong with them. */
final class Table {

    private final TestNode node;
    private final Path folder;

    Table(TestNode node, Path folder) {
        this.node = node;
        this.folder = folder;
    }

    ImportState bringIn(String register, String text, Actor actor) {
        return bringIn(register, text.getBytes(StandardCharsets.UTF_8), options(false, false), actor, Progress.UNSEEN);
    }

    ImportState bringIn(String register, String text, Charset charset, Actor actor) {
        return bringIn(register, text.getBytes(charset), options(false, false), actor, Progress.UNSEEN);
    }

    ImportState bringIn(String register, byte[] bytes, ImportOptions options, Actor actor, Progress progress) {
        Register into = node.register(register);
        try {
            Path file = Files.createTempFile(folder, "table", ".csv");
            Files.write(file, bytes);
            return node.imports.run(into, file, options, actor, progress);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    static ImportOptions options(boolean allOrNothing, boolean dryRun) {
        return new ImportOptions(
                allOrNothing ? ImportOptions.Mode.ALL_OR_NOTHING : ImportOptions.Mode.GOOD_ROWS, dryRun, "test.csv");
    }

    /** {@code line code field value} of each fault; what isn't said is left out. */
    List<String> told(ImportState state) {
        return node.reports.faults(state, null, 1000).stream()
                .map(fault -> fault.line() + " " + fault.fault().code()
                        + (fault.fault().field() == null
                                ? ""
                                : " " + fault.fault().field())
                        + (fault.fault().value() == null
                                ? ""
                                : " " + fault.fault().value()))
                .toList();
    }

    /** The first column of each row of an answer. */
    List<String> ask(String question) {
        String all = node.sql("select string_agg(answer, '\n') from (" + question + ") as asked (answer)");
        return all == null ? List.of() : List.of(all.split("\n", -1));
    }
}

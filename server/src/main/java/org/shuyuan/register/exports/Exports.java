package org.shuyuan.register.exports;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.shuyuan.pack.Model;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Evidence;
import org.shuyuan.platform.Ids;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.record.Extracts;
import org.springframework.stereotype.Service;

/** Files of what an actor may see. Each is evidence before its first byte leaves, and once more when it has ended or broken off. */
@Service
public class Exports {

    private static final String HIDDEN = "***";
    private static final int BUFFER = 1 << 16;

    private final Extracts extracts;
    private final Model model;
    private final Evidence evidence;
    private final RunningExports running;
    private final Clock clock;

    Exports(Extracts extracts, Model model, Evidence evidence, RunningExports running, Clock clock) {
        this.extracts = extracts;
        this.model = model;
        this.evidence = evidence;
        this.running = running;
        this.clock = clock;
    }

    /** What goes out, understood and allowed. */
    final class Export {

        private final UUID id = Ids.next();
        private final Register register;
        private final Map<String, String> parameters;
        private final Format format;
        private final String language;
        private final Actor actor;
        private final Extracts.Extract extract;
        private long rows;

        private Export(Register register, Map<String, String> parameters, Format format, String language, Actor actor) {
            this.register = register;
            this.parameters = parameters;
            this.format = format;
            this.language = language;
            this.actor = actor;
            Map<String, String> list = new LinkedHashMap<>(parameters);
            this.extract = extracts.of(register, list.remove("columns"), list, actor);
        }

        /** @throws IOException where the reader has gone */
        void to(OutputStream out) throws IOException {
            attest(
                    "export",
                    Map.of("query", shown(), "format", format.word(), "fields", extract.disclosed(), "export", id));
            boolean whole = false;
            try {
                running.follow(new RunningExports.Export(id, actor, register.id(), clock.instant()), out, stream -> {
                    switch (format) {
                        case CSV -> csv(stream);
                        case XLSX -> xlsx(stream);
                        case NDJSON -> ndjson(stream);
                    }
                });
                whole = true;
            } finally {
                attest("export_end", Map.of("rows", rows, "whole", whole, "export", id));
            }
        }

        private void csv(OutputStream out) throws IOException {
            CsvTable table = new CsvTable(out, cells());
            try {
                extract.to(table);
                table.end();
            } finally {
                rows = table.rows();
            }
        }

        private void xlsx(OutputStream out) throws IOException {
            String title = model.texts().say(language, "register." + register.id());
            XlsxTable table = new XlsxTable(out, title, XlsxTable.SHEET, cells());
            try {
                extract.to(table);
                table.end();
            } finally {
                rows = table.rows();
            }
        }

        private Function<List<Field>, ShownCells> cells() {
            return fields -> new ShownCells(fields, model.texts(), language);
        }

        private void ndjson(OutputStream out) throws IOException {
            BufferedOutputStream lines = new BufferedOutputStream(out, BUFFER);
            extract.to(json -> {
                lines.write(json);
                lines.write('\n');
                rows++;
            });
            lines.flush();
        }

        /** What was asked, without the values of masked fields. */
        private Map<String, String> shown() {
            Map<String, String> shown = new TreeMap<>(parameters);
            shown.replaceAll((name, value) -> {
                Field field = register.field(name.replaceFirst("\\..*$", ""));
                return field != null && field.datum().sensitivity().masked() ? HIDDEN : value;
            });
            return shown;
        }

        private void attest(String action, Map<String, ?> detail) {
            evidence.attest(actor, action, register.id(), null, null, detail);
        }
    }

    /**
     * Prepares an export.
     *
     * @param parameters of the address, as a list takes them; pages and counts have no meaning here; {@code columns} are the fields that are
     *     wanted
     * @throws org.shuyuan.platform.Problem where a parameter is wrong or the actor sees nothing there
     */
    Export of(Register register, Map<String, String> parameters, String language, Actor actor) {
        Map<String, String> asked = new LinkedHashMap<>(parameters);
        Format format = Format.of(asked.remove("as"));
        List.of("size", "after", "count").forEach(asked::remove);
        return new Export(register, asked, format, language, actor);
    }
}

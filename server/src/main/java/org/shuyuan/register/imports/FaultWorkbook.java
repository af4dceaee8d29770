package org.shuyuan.register.imports;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.shuyuan.platform.FieldFault;
import org.shuyuan.platform.Messages;
import org.shuyuan.register.exports.Formulas;
import org.shuyuan.register.table.Escapes;

/**
 * A workbook with each row that was wrong, as it came, and why. Mended, it goes in again: an import knows the two columns before the
 * others ({@link MendColumns}) and leaves them out; a workbook of what is wrong with that has them once.
 */
final class FaultWorkbook {

    private static final String RED = "FFD9D9";
    private static final int PAGE = 500;
    private static final int LONGEST = 32_767; // characters of a cell

    private final ImportReports reports;
    private final Messages messages;
    private final String language;

    FaultWorkbook(ImportReports reports, Messages messages, String language) {
        this.reports = reports;
        this.messages = messages;
        this.language = language;
    }

    void write(ImportState state, KeptRows rows, OutputStream out) throws IOException {
        Workbook workbook = new Workbook(out, "Shuyuan", "1.0");
        Worksheet sheet = workbook.newWorksheet(say("imports.mend.sheet"));
        List<ImportState.Named> all = state.file().columns();
        int own = (int) all.stream()
                .filter(column -> column.source() == ImportState.Source.MEND)
                .count();
        List<ImportState.Named> columns = all.subList(own, all.size());
        sheet.freezePane(2, 1);
        head(sheet, columns);
        int line = 1;
        Map<Long, List<FieldFault>> faults = new LinkedHashMap<>();
        String place = null;
        boolean more = true;
        for (List<KeptRows.Row> page = rows.after(-1, PAGE);
                !page.isEmpty();
                page = rows.after(page.getLast().line(), PAGE)) {
            while (more && faultsEndBefore(faults, page.getLast().line())) {
                List<ImportReports.Fault> next = reports.faults(state, place, PAGE);
                next.forEach(fault -> faults.computeIfAbsent(fault.line(), any -> new ArrayList<>())
                        .add(fault.fault()));
                place = next.isEmpty() ? place : next.getLast().place();
                more = next.size() == PAGE;
            }
            for (KeptRows.Row row : page) {
                List<String> cells = row.cells()
                        .subList(Math.min(own, row.cells().size()), row.cells().size());
                write(
                        sheet,
                        line++,
                        new KeptRows.Row(row.line(), cells),
                        faults.getOrDefault(row.line(), List.of()),
                        columns);
                faults.remove(row.line());
            }
            sheet.flush();
        }
        workbook.finish();
    }

    private static boolean faultsEndBefore(Map<Long, List<FieldFault>> faults, long line) {
        return faults.keySet().stream().noneMatch(each -> each > line);
    }

    private void head(Worksheet sheet, List<ImportState.Named> columns) {
        sheet.inlineString(0, 0, say("imports.mend.line"));
        sheet.inlineString(0, 1, say("imports.mend.reasons"));
        sheet.width(1, 60);
        for (int i = 0; i < columns.size(); i++) {
            sheet.inlineString(0, i + 2, shown(columns.get(i).header()));
            sheet.width(i + 2, 18);
        }
        sheet.range(0, 0, 0, columns.size() + 1).style().bold().set();
    }

    private void write(
            Worksheet sheet, int at, KeptRows.Row row, List<FieldFault> faults, List<ImportState.Named> columns) {
        Set<String> wrong = new HashSet<>();
        List<String> reasons = new ArrayList<>();
        for (FieldFault fault : faults) {
            wrong.add(String.valueOf(fault.field()));
            reasons.add(messages.say(language, "fault." + fault.code(), fault.parameters()));
        }
        sheet.inlineString(at, 0, String.valueOf(row.line()));
        sheet.inlineString(at, 1, shown(String.join("\n", reasons)));
        sheet.style(at, 1).wrapText(true).set();
        for (int i = 0; i < row.cells().size(); i++) {
            if (!row.cells().get(i).isEmpty()) {
                sheet.inlineString(at, i + 2, shown(row.cells().get(i)));
            }
            if (i < columns.size() && wrong.contains(columns.get(i).field())) {
                sheet.style(at, i + 2).fillColor(RED).set();
            }
        }
    }

    /** As a text that no program takes for a formula; what was guarded when it came is guarded once, so that it means the same again. */
    private static String shown(String text) {
        String guarded = Formulas.disarm(Formulas.arm(text));
        return Escapes.write(guarded.length() > LONGEST ? guarded.substring(0, LONGEST) : guarded);
    }

    private String say(String key) {
        return messages.say(language, key, Map.of());
    }
}

package org.shuyuan.register.imports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.FieldFault;
import org.shuyuan.platform.Messages;

/** What clients are told of imports. */
final class ImportAnswers {

    private final ImportReports reports;
    private final Messages messages;

    ImportAnswers(ImportReports reports, Messages messages) {
        this.reports = reports;
        this.messages = messages;
    }

    Map<String, @Nullable Object> of(ImportState state, String language) {
        Map<String, @Nullable Object> said = new LinkedHashMap<>();
        said.put("id", state.id());
        said.put("register", state.register());
        said.put("at", state.at());
        said.put("state", state.stage().name().toLowerCase(Locale.ROOT));
        said.put("dryRun", state.options().dryRun());
        said.put("mode", state.options().mode().name().toLowerCase(Locale.ROOT));
        said.put("fileName", state.options().fileName());
        said.put("encoding", state.file().encoding());
        said.put("bom", state.file().bom());
        said.put("delimiter", state.file().delimiter());
        said.put("hiddenSheets", state.file().hiddenSheets());
        said.put("columns", columns(state.file()));
        said.put("total", state.total());
        said.put("read", state.read());
        said.put("created", state.counts().created());
        said.put("changed", state.counts().changed());
        said.put("unchanged", state.counts().unchanged());
        said.put("faulty", state.counts().faulty());
        said.put("createdReferences", state.counts().createdReferences());
        said.put("keptUntil", reports.keptUntil(state));
        ImportState.Stop stop = state.problem();
        if (stop != null) {
            said.put("code", stop.code());
            said.put("message", messages.say(language, "problem." + stop.code(), stop.parameters()));
            said.put("remedy", messages.say(language, "remedy." + stop.code(), stop.parameters()));
        }
        return said;
    }

    Map<String, @Nullable Object> of(ImportReports.Fault placed, String language) {
        FieldFault fault = placed.fault();
        Map<String, @Nullable Object> said = new LinkedHashMap<>();
        said.put("line", placed.line());
        said.put("field", fault.field());
        said.put("value", fault.value());
        said.put("code", fault.code());
        said.put("message", messages.say(language, "fault." + fault.code(), fault.parameters()));
        return said;
    }

    Map<String, @Nullable Object> of(FaultKinds.Kind kind, String language) {
        Map<String, @Nullable Object> said = of(new ImportReports.Fault(kind.line(), kind.first(), ""), language);
        said.put("count", kind.count());
        return said;
    }

    Map<String, @Nullable Object> of(Preview preview, String language) {
        Map<String, @Nullable Object> said = new LinkedHashMap<>();
        said.put("encoding", preview.read().encoding());
        said.put("delimiter", preview.read().delimiter());
        said.put("hiddenSheets", preview.read().hiddenSheets());
        said.put("line", preview.line());
        said.put("columns", columns(preview.read()));
        said.put("rows", preview.rows());
        said.put(
                "faults",
                preview.faults().stream()
                        .map(fault -> of(new ImportReports.Fault(fault.line(), fault.fault(), ""), language))
                        .toList());
        return said;
    }

    private static List<Map<String, @Nullable Object>> columns(ImportState.Read read) {
        return read.columns().stream()
                .map(column -> {
                    Map<String, @Nullable Object> said = new LinkedHashMap<>();
                    said.put("header", column.header());
                    said.put("field", column.field());
                    said.put("source", column.source().name().toLowerCase(Locale.ROOT));
                    return said;
                })
                .toList();
    }
}

package org.shuyuan.register.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Ids;
import org.shuyuan.register.model.Datum;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.model.ValueType;
import org.shuyuan.register.record.RecordFault;
import org.shuyuan.register.record.ValueParser;
import org.shuyuan.register.schema.Names;
import org.shuyuan.register.schema.TableDesign;
import org.shuyuan.register.table.LineFault;
import org.shuyuan.register.table.TableFile;
import org.shuyuan.trust.Vault;

/** Turns records of the file into rows of the staging table, and says what is wrong with their cells. */
final class RowParser {

    private static final int LONGEST_CELL = 20_000;
    private static final int REMEMBERED = 4096;

    /** As {@code platform.mask} hides characters. */
    private static final Pattern MASKED = Pattern.compile("\\*\\*|^\\*$");

    private final Register register;
    private final List<Cell> cells = new ArrayList<>();
    private final int width;
    private final ValueParser parser;
    private final Vault vault;
    private final List<LineFault> faults = new ArrayList<>();

    /** A column whose cells are read, with the values that texts were found to mean. */
    private record Cell(
            int place, Field.Stored field, @Nullable Hints hints, Map<String, Object> remembered) {}

    RowParser(Registers registers, Register register, Header header, ValueParser parser, Vault vault) {
        this.register = register;
        this.parser = parser;
        this.vault = vault;
        this.width = header.columns().size();
        for (int i = 0; i < width; i++) {
            Field.Stored field = header.columns().get(i).field();
            if (field != null) {
                boolean reference = field.datum().type() == ValueType.REF;
                cells.add(new Cell(i, field, reference ? new Hints(registers, field, vault) : null, new HashMap<>()));
            }
        }
    }

    /** The columns of the staging table, in the order in which rows are written. */
    List<String> columns() {
        List<String> columns = new ArrayList<>(List.of("_line bigint", "id uuid", "_faulty text[]"));
        for (Cell cell : cells) {
            String many = cell.field().many() ? "[]" : "";
            if (cell.hints() != null) {
                columns.add(Staging.written(cell.field()) + " text" + many);
                continue;
            }
            columns.add(Names.quote(cell.field().id()) + " "
                    + TableDesign.columnType(cell.field().datum()) + many);
            if (Staging.blind(cell.field())) {
                columns.add(Names.blind(cell.field().id()) + " bytea");
            }
        }
        return columns;
    }

    /** Writes a row, if the line has the right number of cells. What is wrong stands in {@link #faults} afterwards. */
    void write(TableFile.Row read, BinaryCopy copy) throws java.sql.SQLException {
        faults.clear();
        long line = read.line();
        List<String> texts = read.texts();
        if (!fits(texts, line)) {
            return;
        }
        List<@Nullable Object> values = new ArrayList<>(cells.size() + 2);
        for (Cell cell : cells) {
            read(cell, texts.get(cell.place()), read.flaws().get(cell.place()), line, values);
        }
        copy.row(values.size() + 3);
        copy.value(line);
        copy.value(Ids.next());
        copy.value(
                faults.isEmpty()
                        ? null
                        : faults.stream()
                                .map(fault -> String.valueOf(fault.fault().field()))
                                .distinct()
                                .toList());
        values.forEach(copy::value);
        copy.endRow();
    }

    /** Further cells at the end may be empty. */
    private boolean fits(List<String> texts, long line) {
        int found = texts.size();
        while (found > width && texts.get(found - 1).isBlank()) {
            found--;
        }
        if (found != width) {
            faults.add(LineFault.of(
                    line,
                    found < width ? ImportFault.TOO_FEW_CELLS : ImportFault.TOO_MANY_CELLS,
                    Map.of("expected", width, "found", found)));
        }
        return found == width;
    }

    private void read(Cell cell, String raw, TableFile.@Nullable Flaw flaw, long line, List<@Nullable Object> values) {
        Field.Stored field = cell.field();
        Object value = null;
        if (flaw != null) {
            faults.add(new LineFault(line, ValueParser.faultOf(field, raw, flaw.code(), flaw.parameters())));
        } else if (raw.length() > LONGEST_CELL) {
            faults.add(new LineFault(
                    line,
                    ValueParser.faultOf(
                            field,
                            raw,
                            ImportFault.CELL_TOO_LONG,
                            Map.of("max", LONGEST_CELL, "length", raw.length()))));
        } else {
            String text = Cells.clean(raw, field.datum());
            if (field.datum().sensitivity().masked() && MASKED.matcher(text).find()) {
                faults.add(new LineFault(line, ValueParser.faultOf(field, text, ImportFault.MASKED_VALUE, Map.of())));
            } else if (!text.isEmpty()) {
                value = field.many() ? parseMany(cell, text, line) : parse(cell, text, line);
            }
        }
        if (!field.datum().encrypted()) {
            values.add(value);
            return;
        }
        values.add(value == null ? null : vault.seal(value.toString()));
        if (Staging.blind(field)) {
            values.add(value == null ? null : vault.blind(register.blindIndex(field), value.toString()));
        }
    }

    private @Nullable List<Object> parseMany(Cell cell, String text, long line) {
        List<Object> values = new ArrayList<>();
        for (String each : Cells.several(text)) {
            Object value = parse(cell, each, line);
            if (value != null && !values.contains(value)) {
                values.add(value);
            }
        }
        return values.isEmpty() ? null : values;
    }

    private @Nullable Object parse(Cell cell, String text, long line) {
        Datum datum = cell.field().datum();
        if (cell.hints() != null) {
            return hint(cell.field(), cell.hints(), text, line);
        }
        Object known = cell.remembered().get(text);
        if (known != null) {
            return known;
        }
        return switch (parser.parse(cell.field(), text)) {
            case ValueParser.Parsed.Value parsed -> {
                boolean few = datum.type() == ValueType.CODE || datum.type() == ValueType.DATE;
                if (few && cell.remembered().size() < REMEMBERED) {
                    cell.remembered().put(text, parsed.value());
                }
                yield parsed.value();
            }
            case ValueParser.Parsed.Faulty faulty -> {
                faults.add(new LineFault(line, faulty.fault()));
                yield null;
            }
        };
    }

    private @Nullable Object hint(Field field, Hints hints, String text, long line) {
        if (text.indexOf('\0') < 0) {
            return hints.hint(text);
        }
        String shown = hints.open(text) ? text.replace("\0", "␀") : null;
        faults.add(new LineFault(line, ValueParser.faultOf(field, shown, RecordFault.NUL, Map.of())));
        return null;
    }

    /** What is wrong with the row that was written last. */
    List<LineFault> faults() {
        return faults;
    }
}

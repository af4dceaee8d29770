package org.shuyuan.register.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shuyuan.register.model.Datum;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.model.ValueType;
import org.shuyuan.register.schema.Table.Rule;

/** Designs the tables of a register: the record itself, its history, its links and its tree. {@link IndexDesign} designs the record's indexes. */
public final class TableDesign {

    private static final Names NAMES = Names.INSTANCE;

    private final Register register;
    private final List<Table.Constraint> constraints = new ArrayList<>();

    private TableDesign(Register register) {
        this.register = register;
    }

    /** The tables of all registers, each before those of later registers; foreign keys may point either way. */
    public static List<Table> of(Registers registers) {
        return registers.registers().values().stream()
                .flatMap(register -> new TableDesign(register).tables())
                .toList();
    }

    private Stream<Table> tables() {
        List<Table> tables = new ArrayList<>();
        tables.add(current());
        tables.add(history());
        register.kept().filter(Field.Kept::many).forEach(field -> tables.add(links(field)));
        if (register.tree() != null) {
            tables.add(edges());
            tables.add(heirs());
            tables.add(paths());
        }
        return tables.stream();
    }

    private Table current() {
        List<Table.Column> columns = new ArrayList<>(engineColumns());
        register.stored().forEach(field -> columns.addAll(columns(field, true)));
        register.stored().forEach(this::constrain);
        constrainRecord();
        return new Table(
                "data", register.id(), register.id(), columns, List.of("id"), constraints, IndexDesign.of(register));
    }

    /** Version and moment of the row's present state, the evidence of the change that led to it, and when it was retired. */
    private static List<Table.Column> engineColumns() {
        return List.of(
                new Table.Column("id", "uuid", true, null, null),
                new Table.Column("_version", "integer", true, null, null),
                new Table.Column("_since", "timestamp with time zone", true, null, null),
                new Table.Column("_change", "uuid", true, null, null),
                new Table.Column("_retired", "timestamp with time zone", false, null, null));
    }

    private static List<Table.Column> columns(Field.Stored field, boolean current) {
        Datum datum = field.datum();
        String type = field.many() ? columnType(datum) + "[]" : columnType(datum);
        @Nullable String preset = field instanceof Field.Kept kept ? preset(kept, type) : null;
        List<Table.Column> columns = new ArrayList<>();
        columns.add(new Table.Column(
                field.id(), type, current && (field.required() || field.many()), current ? preset : null, field.id()));
        if (datum.encrypted() && datum.identifying()) {
            columns.add(new Table.Column(field.id() + "__blind", "bytea", false, null, field.id()));
        }
        return columns;
    }

    /** The type of one value, as PostgreSQL prints it. */
    public static String columnType(Datum datum) {
        if (datum.encrypted()) {
            return "bytea";
        }
        return switch (datum.type()) {
            case TEXT, CODE -> "text";
            case INTEGER -> "bigint";
            case DECIMAL, MONEY -> "numeric(38," + datum.scale() + ")";
            case DATE -> "date";
            case TIME -> "time without time zone";
            case INSTANT -> "timestamp with time zone";
            case BOOLEAN -> "boolean";
            case REF -> "uuid";
        };
    }

    private static @Nullable String preset(Field.Kept field, String type) {
        if (field.many()) {
            return "'{}'::" + type;
        }
        if (field.random()) {
            return drawn(field);
        }
        return field.preset() == null ? null : "'" + field.preset().replace("'", "''") + "'::" + type;
    }

    /** The call that draws a random value of the field. */
    public static String drawn(Field.Kept field) {
        return "platform.random_digits(" + field.datum().max() + ")";
    }

    private void constrain(Field.Stored field) {
        Datum datum = field.datum();
        String column = Names.quote(field.id());
        if (datum.type() == ValueType.TEXT && !datum.encrypted()) {
            check(field.id() + "_max", "char_length(" + column + ") <= " + datum.max());
        }
        if (datum.type() == ValueType.REF && !field.many() && field instanceof Field.Kept) {
            constraints.add(reference(register.id() + "_" + field.id() + "_ref", column, String.valueOf(datum.ref())));
        }
    }

    private void check(String what, String condition) {
        String definition = "check (" + condition + ")";
        constraints.add(new Table.Constraint(
                Names.versioned(register.id() + "_" + what, definition), definition, new Rule.Check(condition)));
    }

    private void constrainRecord() {
        if (register.period() != null) {
            String from = Names.quote(register.period().from());
            String until = Names.quote(register.period().until());
            check("period", until + " > " + from);
            for (List<String> names : register.noOverlap()) {
                constraints.add(noOverlap(
                        register.id() + "_no_overlap",
                        new Rule.NoOverlap(
                                names.stream()
                                        .map(name -> telling(register.require(name)))
                                        .toList(),
                                from,
                                until,
                                "_retired is null")));
            }
        }
        register.checks().forEach((id, expression) -> {
            if (expression.local()) {
                check(
                        "check_" + id,
                        expression
                                .sql(org.shuyuan.expression.Emission.row("", NAMES))
                                .inlined());
            }
        });
    }

    /** The column that tells values of a field apart. */
    static String telling(Field field) {
        return field.datum().encrypted() ? Names.blind(field.id()) : Names.quote(field.id());
    }

    /** What a search looks into, as one text. */
    public static String searchedText(List<Field.Kept> fields) {
        return fields.stream()
                .map(field -> "coalesce(" + Names.quote(field.id()) + ", '')")
                .collect(Collectors.joining(" || E'\\n' || "));
    }

    /** The column as lists sort by it. */
    public static String ordered(Field.Kept field) {
        return Names.quote(field.id()) + collation(field);
    }

    /** What makes lists sort by a field as people do: text by pinyin. */
    public static String collation(Field.Kept field) {
        return field.datum().type() == ValueType.TEXT ? " collate platform.pinyin" : "";
    }

    private Table history() {
        List<Table.Column> columns = new ArrayList<>(engineColumns());
        columns.add(new Table.Column("_until", "timestamp with time zone", true, null, null));
        register.stored().forEach(field -> columns.addAll(columns(field, false)));
        return new Table(
                "history", register.id(), register.id(), columns, List.of("id", "_version"), List.of(), List.of());
    }

    private Table links(Field.Kept field) {
        List<Table.Constraint> keys = new ArrayList<>();
        keys.add(foreignKey("owner", register.id()));
        if (field.datum().ref() != null) {
            keys.add(foreignKey("value", field.datum().ref()));
        }
        String byValue = "(value, owner)";
        String name = Names.linkName(register.id(), field.id());
        return new Table(
                "data",
                name,
                register.id(),
                List.of(
                        new Table.Column("owner", "uuid", true, null, null),
                        new Table.Column("value", columnType(field.datum()), true, null, null)),
                List.of("owner", "value"),
                keys,
                List.of(new Table.Index(Names.versioned(name + "_value", byValue), false, byValue)));
    }

    private Table edges() {
        return new Table(
                "data",
                Names.edgeName(register.id()),
                register.id(),
                List.of(
                        new Table.Column("child", "uuid", true, null, null),
                        new Table.Column("parent", "uuid", true, null, null),
                        new Table.Column("since", "date", false, null, null),
                        new Table.Column("until", "date", false, null, null),
                        new Table.Column("_id", "uuid", true, null, null),
                        new Table.Column("_change", "uuid", true, null, null)),
                List.of("_id"),
                List.of(
                        foreignKey("child", register.id()),
                        foreignKey("parent", register.id()),
                        noOverlap(
                                register.id() + "_edge_overlap",
                                new Rule.NoOverlap(List.of("child"), "since", "until", ""))),
                List.of(new Table.Index(
                        Names.versioned(register.id() + "_edge_parent", "(parent)"), false, "(parent)")));
    }

    private Table heirs() {
        return new Table(
                "data",
                Names.heirName(register.id()),
                register.id(),
                List.of(
                        new Table.Column("predecessor", "uuid", true, null, null),
                        new Table.Column("heir", "uuid", true, null, null),
                        new Table.Column("since", "date", true, null, null),
                        new Table.Column("_change", "uuid", true, null, null)),
                List.of("predecessor", "heir"),
                List.of(foreignKey("predecessor", register.id()), foreignKey("heir", register.id())),
                List.of(new Table.Index(Names.versioned(register.id() + "_heir_of", "(heir)"), false, "(heir)")));
    }

    private Table paths() {
        String downwards = "(ancestor, descendant)";
        return new Table(
                "data",
                Names.treeName(register.id()),
                register.id(),
                List.of(
                        new Table.Column("descendant", "uuid", true, null, null),
                        new Table.Column("ancestor", "uuid", true, null, null),
                        new Table.Column("depth", "integer", true, null, null)),
                List.of("descendant", "ancestor"),
                List.of(),
                List.of(new Table.Index(Names.versioned(register.id() + "_tree_down", downwards), false, downwards)));
    }

    private static Table.Constraint foreignKey(String column, String register) {
        return reference(column + "_" + register, column, register);
    }

    private static Table.Constraint reference(String name, String column, String register) {
        String definition = "foreign key (" + column + ") references " + NAMES.table(register) + " (id)";
        return new Table.Constraint(
                Names.versioned(name, definition), definition, new Rule.Reference(column, NAMES.table(register)));
    }

    private static Table.Constraint noOverlap(String name, Rule.NoOverlap rule) {
        String definition = "exclude using gist ("
                + rule.equal().stream().map(column -> column + " with =").collect(Collectors.joining(", "))
                + ", daterange(" + rule.from() + ", " + rule.until() + ") with &&)"
                + (rule.where().isEmpty() ? "" : " where (" + rule.where() + ")");
        return new Table.Constraint(Names.versioned(name, definition), definition, rule);
    }
}

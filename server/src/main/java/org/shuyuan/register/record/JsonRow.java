package org.shuyuan.register.record;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Datum;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.schema.Names;

/**
 * A record as lists and exports show it. PostgreSQL sends the values that every reader of the row may have as they are, and the node writes
 * the JSON; only what a policy masks or hides in some rows, and what has several values, comes as JSON from {@link Projection}.
 */
final class JsonRow {

    private static final byte[] OPEN = utf8("{");
    private static final byte[] NULL = utf8("null");
    private static final byte[] ID = utf8("{\"id\":");
    private static final byte[] TITLE = utf8(",\"title\":");
    private static final byte[] VALUES = utf8(",\"values\":{");
    private static final byte[] COMMA = utf8(",");
    private static final byte[] CLOSE = utf8("}");

    /** How a column stands in JSON. */
    private enum Form {
        STRING,
        /** It is JSON already. */
        JSON,
        /** This column is the id and the next the title. */
        REFERENCE,
        /** An object whose members stand among the others. */
        MEMBERS
    }

    /**
     * @param at the place of its cell
     * @param name what stands before the value
     */
    private record Column(int at, byte[] name, Form form) {}

    private final Projection projection;
    private final SealedJson sealed;
    private final Titles titles;
    private final List<Query> selected = new ArrayList<>();
    private final List<Column> head = new ArrayList<>();
    private final List<Column> values = new ArrayList<>();
    private final List<Column> guarded = new ArrayList<>();
    private int width;

    JsonRow(Projection projection, SealedJson sealed) {
        this.projection = projection;
        this.sealed = sealed;
        this.titles = new Titles(projection);
        head.add(column("id", Form.STRING, Query.of("t.id")));
        head.add(column("version", Form.JSON, Query.of("t._version")));
        head.add(column("retiredAt", Form.JSON, Query.of("to_json(t._retired)")));
        for (Projection.Group group : projection.groups("t")) {
            if (group.always()) {
                group.fields().forEach(field -> values.add(column(field)));
            } else {
                Column members = column("", Form.MEMBERS, projection.object(group, "t"));
                values.add(members);
                guarded.add(members);
            }
        }
    }

    private Column column(Field field) {
        Datum datum = field.datum();
        String column = "t." + Names.quote(field.id());
        if (!(field instanceof Field.Stored)
                || field.many()
                || datum.sensitivity().masked()) {
            Column json = column(
                    field.id(),
                    Form.JSON,
                    Query.of("to_json(").add(projection.value(field, "t")).add(")"));
            if (datum.sensitivity().masked()) {
                guarded.add(json);
            }
            return json;
        }
        return switch (datum.type()) {
            case TEXT, CODE, DATE, TIME -> column(field.id(), Form.STRING, Query.of(column));
            case INTEGER, DECIMAL, MONEY -> column(field.id(), Form.JSON, Query.of(column));
            case BOOLEAN, INSTANT -> column(field.id(), Form.JSON, Query.of("to_json(" + column + ")"));
            case REF ->
                column(field.id(), Form.REFERENCE, Query.of(column + ", ").add(titles.of(field)));
        };
    }

    private Column column(String name, Form form, Query query) {
        Column column = new Column(width, utf8('"' + name + "\":"), form);
        selected.add(query);
        width += form == Form.REFERENCE ? 2 : 1;
        return column;
    }

    /** What to select from the rows {@code t}, beside which {@link #joins} stand. */
    Query columns() {
        return Query.join(", ", selected);
    }

    Query joins() {
        return titles.joins();
    }

    /** Where a result of {@link Query#prepareAnew} stands, the columns {@code from} on, as they came. */
    static byte[] @Nullable [] cells(ResultSet row, int from) throws SQLException {
        byte[] @Nullable [] cells = new byte[row.getMetaData().getColumnCount() + 1 - from][];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = row.getBytes(from + i);
        }
        return cells;
    }

    /** A record as JSON, of its {@link #columns}, with what was sealed opened. */
    byte[] of(byte[] @Nullable [] cells) {
        JsonBytes json = new JsonBytes().add(OPEN);
        write(head, cells, json);
        write(values, cells, json.add(VALUES));
        return sealed.open(json.add(CLOSE).add(CLOSE).toBytes());
    }

    /** Of a record's values those that are masked for some readers, or that some may not read, as JSON. */
    byte[] guarded(byte[] @Nullable [] cells) {
        JsonBytes json = new JsonBytes().add(OPEN);
        write(guarded, cells, json);
        return json.add(CLOSE).toBytes();
    }

    private static void write(List<Column> columns, byte[] @Nullable [] cells, JsonBytes json) {
        for (Column column : columns) {
            byte[] cell = cells[column.at];
            if (column.form == Form.MEMBERS) {
                splice(cell, json);
                continue;
            }
            separate(json).add(column.name);
            if (cell == null) {
                json.add(NULL);
                continue;
            }
            switch (column.form) {
                case STRING -> json.string(cell);
                case JSON, MEMBERS -> json.add(cell);
                case REFERENCE -> reference(cell, cells[column.at + 1], json);
            }
        }
    }

    private static void splice(byte @Nullable [] object, JsonBytes json) {
        if (object != null && object.length > 2) {
            separate(json).add(object, 1, object.length - 2);
        }
    }

    private static void reference(byte[] id, byte @Nullable [] title, JsonBytes json) {
        json.add(ID).string(id).add(TITLE);
        (title == null ? json.add(NULL) : json.string(title)).add(CLOSE);
    }

    private static JsonBytes separate(JsonBytes json) {
        return json.endsWith('{') ? json : json.add(COMMA);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

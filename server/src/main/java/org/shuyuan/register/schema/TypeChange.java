package org.shuyuan.register.schema;

import java.sql.SQLException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From one column type to another: whether every value keeps its meaning by itself, may keep it, or cannot. */
final class TypeChange {

    /** What a change of type needs. */
    enum Verdict {
        /** Every value has its equal in the new type. */
        WIDER,
        /** Some values may not; a pack must declare it. */
        NARROWER,
        /** A list of values is not one value, nor is a ciphertext. */
        IMPOSSIBLE
    }

    private static final Pattern SCALE = Pattern.compile("numeric\\(38,(\\d+)\\)(\\[\\])?");

    private TypeChange() {}

    static Verdict verdict(String from, String to) {
        if (many(from) != many(to) || sealed(from) != sealed(to)) {
            return Verdict.IMPOSSIBLE;
        }
        String one = one(from);
        String other = one(to);
        boolean number = one.equals("bigint") || scale(one) >= 0;
        boolean wider = number && other.equals("text")
                || one.equals("bigint") && scale(other) >= 0
                || scale(one) >= 0 && scale(other) > scale(one);
        return wider ? Verdict.WIDER : Verdict.NARROWER;
    }

    static boolean many(String type) {
        return type.endsWith("[]");
    }

    static boolean sealed(String type) {
        return one(type).equals("bytea");
    }

    private static String one(String type) {
        return many(type) ? type.substring(0, type.length() - 2) : type;
    }

    private static int scale(String type) {
        Matcher matcher = SCALE.matcher(type);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
    }

    /** Rows whose value would not come back the same from the new type. */
    static Rows.Count misfits(Rows rows, LiveTable table, String id, LiveTable.Column column, String to)
            throws SQLException {
        rows.execute("""
                create or replace function pg_temp.fits(value %1$s) returns boolean language plpgsql as $$
                begin
                    return value is not distinct from value::%2$s::%1$s;
                exception when others then
                    return false;
                end $$""".formatted(column.type(), to));
        try {
            return rows.count(table.source(), id, "not pg_temp.fits(" + column.value() + ")");
        } finally {
            rows.execute("drop function pg_temp.fits(" + column.type() + ")");
        }
    }

    static Wording words(String type) {
        String one = one(type);
        String key = switch (one) {
            case "bigint" -> "type.integer";
            case "boolean" -> "type.boolean";
            case "bytea" -> "type.ciphertext";
            case "date" -> "type.date";
            case "text" -> "type.text";
            case "time without time zone" -> "type.time";
            case "timestamp with time zone" -> "type.instant";
            case "uuid" -> "type.reference";
            default -> scale(one) >= 0 ? "type.decimal" : "type.other";
        };
        Wording word = new Wording(key, Map.of("type", one, "scale", scale(one)));
        return many(type) ? new Wording("type.many", Map.of("type", word)) : word;
    }
}

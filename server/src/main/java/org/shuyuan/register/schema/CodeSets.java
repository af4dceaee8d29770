package org.shuyuan.register.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shuyuan.register.model.CodeSet;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;

/** The code sets of the model in the database, for checks of whole sets of records. */
final class CodeSets {

    private static final int SHOWN = 5;

    private final Connection connection;
    private final Registers registers;

    CodeSets(Connection connection, Registers registers) {
        this.connection = connection;
        this.registers = registers;
    }

    /** Sets that changed; refused where live records use a code that is gone. */
    List<Step> plan(Map<String, LiveTable> tables) throws SQLException {
        Map<String, String> installed = digests();
        Set<String> known = knownFields();
        List<Step> steps = new ArrayList<>();
        Set<String> changed = new HashSet<>();
        for (CodeSet set : registers.codes().values()) {
            Step.Codes step = new Step.Codes(set, "");
            String digest = sha256(rows(step));
            if (!digest.equals(installed.get(set.id()))) {
                changed.add(set.id());
                steps.add(new Step.Codes(set, digest));
            }
        }
        for (Register register : registers.registers().values()) {
            for (Field.Stored field : register.stored().toList()) {
                CodeSet set = field.datum().codes();
                LiveTable live = tables.get(LiveTable.named("data", register.id()));
                LiveTable.Column column = live == null ? null : live.columns().get(field.id());
                if (set != null
                        && live != null
                        && column != null
                        && !field.datum().encrypted()
                        && (changed.contains(set.id()) || !known.contains(key(register.id(), field.id(), set.id())))) {
                    check(register, field, set, live, column, steps);
                }
            }
        }
        return steps;
    }

    private void check(
            Register register,
            Field.Stored field,
            CodeSet set,
            LiveTable live,
            LiveTable.Column column,
            List<Step> steps)
            throws SQLException {
        if (TypeChange.many(column.type()) != field.many() || !column.type().startsWith("text")) {
            return; // refused, or checked as another type already
        }
        String value = field.many() ? "unnest(" + column.value() + ")" : column.value();
        Map<String, Long> gone = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select " + value + " as code, count(*) from " + live.source() + " group by 1")) {
            while (rows.next()) {
                String code = rows.getString(1);
                if (code != null && !set.has(code)) {
                    gone.put(code, rows.getLong(2));
                }
            }
        }
        if (!gone.isEmpty()) {
            long records = gone.values().stream().mapToLong(Long::longValue).sum();
            String codes = gone.keySet().stream().limit(SHOWN).collect(Collectors.joining(", "))
                    + (gone.size() > SHOWN ? ", …" : "");
            steps.add(new Step.Refused(
                    new Wording("step.replace_codes", Map.of("set", set.id())),
                    "obstacle.codes",
                    Map.of(
                            "count",
                            Wording.number(gone.size()),
                            "codes",
                            codes,
                            "field",
                            register.id() + "." + field.id(),
                            "records",
                            Wording.number(records))));
        }
    }

    private Map<String, String> digests() throws SQLException {
        Map<String, String> digests = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id, digest from register.code_set")) {
            while (rows.next()) {
                digests.put(rows.getString(1), rows.getString(2));
            }
        }
        return digests;
    }

    private Set<String> knownFields() throws SQLException {
        Set<String> known = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select register, field, set_id from register.code_field")) {
            while (rows.next()) {
                known.add(key(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
        }
        return known;
    }

    private static String key(String register, String field, String set) {
        return register + " " + field + " " + set;
    }

    /** Remembers which fields hold codes of which set, and forgets sets that the model no longer has; part of recording a release. */
    void record() throws SQLException {
        String[] sets = registers.codes().keySet().toArray(String[]::new);
        try (PreparedStatement forget =
                        connection.prepareStatement("delete from register.code_set where id <> all (?)");
                Statement statement = connection.createStatement();
                PreparedStatement add = connection.prepareStatement(
                        "insert into register.code_field (register, field, set_id) values (?, ?, ?)")) {
            forget.setArray(1, connection.createArrayOf("text", sets));
            forget.execute();
            statement.execute("delete from register.code_field");
            for (Register register : registers.registers().values()) {
                for (Field.Stored field : register.stored().toList()) {
                    CodeSet set = field.datum().codes();
                    if (set != null) {
                        add.setString(1, register.id());
                        add.setString(2, field.id());
                        add.setString(3, set.id());
                        add.addBatch();
                    }
                }
            }
            add.executeBatch();
        }
    }

    /** The entries as COPY reads them. */
    static String rows(Step.Codes codes) {
        StringBuilder rows = new StringBuilder();
        codes.entries()
                .forEach(entry -> rows.append(cell(codes.set().id()))
                        .append('\t')
                        .append(cell(entry.code()))
                        .append('\t')
                        .append(cell(entry.from()))
                        .append('\t')
                        .append(cell(entry.until()))
                        .append('\t')
                        .append(cell(entry.parent()))
                        .append('\t')
                        .append(cell(entry.labels().get("zh-CN")))
                        .append('\t')
                        .append(cell(entry.labels().get("en")))
                        .append('\n'));
        return rows.toString();
    }

    private static String cell(@Nullable Object value) {
        return value == null
                ? "\\N"
                : value.toString()
                        .replace("\\", "\\\\")
                        .replace("\t", "\\t")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r");
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

package org.shuyuan.register.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.expression.Emission;
import org.shuyuan.platform.Ids;
import org.shuyuan.platform.Problem;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Policy;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.ValueType;
import org.shuyuan.register.schema.Names;
import org.shuyuan.register.schema.TableDesign;

/**
 * Asks the database, in one statement, what only it can tell of a row before it is written: whether the actor may, which checks
 * that look at other records are broken, and which references lead to nothing that the actor sees.
 */
final class Judge {

    private static final Names NAMES = Names.INSTANCE;

    private final Policies policies;
    private final Register register;

    Judge(Policies policies, Register register) {
        this.policies = policies;
        this.register = register;
    }

    /** What stands against the write. */
    record Verdict(boolean may, List<String> brokenChecks, List<Field> lostReferences) {}

    /**
     * @param id of the record that is changed, or null where one is created
     * @param touched fields that get other values
     */
    Verdict judge(
            Connection connection,
            Policy.Verb verb,
            @Nullable UUID id,
            Map<String, @Nullable Object> values,
            Set<String> touched)
            throws SQLException {
        List<String> checks = new ArrayList<>();
        List<Field> references = new ArrayList<>();
        Rights rights = new Rights(register, policies.actor(), policies.today(), new Judged());
        Query questions = Query.of("select ").add(rights.may(verb, touched, "n", id == null ? null : "o"));
        register.checks().forEach((name, check) -> {
            if (!check.local()) {
                checks.add(name);
                questions.add(", ").add(rights.judged(check, "n"));
            }
        });
        register.stored()
                .filter(field -> field.datum().type() == ValueType.REF && touched.contains(field.id()))
                .filter(field -> !Objects.equals(values.get(field.id()), field.many() ? List.of() : null))
                .forEach(field -> {
                    references.add(field);
                    questions.add(", ").add(found(field));
                });
        Query statement = Query.of("with n as (select ").add(row(id, values)).add(")");
        register.kept()
                .filter(Field.Kept::many)
                .forEach(field -> statement.add(", " + judgedLinks(field) + " as (select owner, value from "
                        + NAMES.linkTable(register.id(), field.id())
                        + " where owner <> (select id from n) union all select n.id, unnest(n."
                        + Names.quote(field.id()) + ") from n)"));
        statement.add(" ").add(questions).add(" from n");
        if (id != null) {
            statement.add(", " + NAMES.table(register.id()) + " o where o.id = ?", id);
        }
        try (PreparedStatement prepared = statement.prepare(connection);
                ResultSet answers = prepared.executeQuery()) {
            answers.next();
            return verdict(answers, checks, references);
        }
    }

    /** Refuses what the actor may not write, and what the database finds wrong with it beside the faults that the draft knows. */
    void require(Connection connection, Policy.Verb verb, @Nullable UUID id, Draft draft, Set<String> touched)
            throws SQLException {
        Verdict verdict = judge(connection, verb, id, draft.values(), touched);
        if (!verdict.may()) {
            throw new Problem(RecordError.NOT_ALLOWED, Map.of("register", register.id()));
        }
        if (verb == Policy.Verb.RETIRE) {
            return;
        }
        verdict.lostReferences()
                .forEach(field -> draft.fault(ValueParser.faultOf(
                        field,
                        String.valueOf(draft.values().get(field.id())),
                        RecordFault.UNKNOWN_REFERENCE,
                        Map.of())));
        verdict.brokenChecks().forEach(check -> draft.fault(Draft.broken(register, check)));
        draft.requireSound();
    }

    private static Verdict verdict(ResultSet answers, List<String> checks, List<Field> references) throws SQLException {
        List<String> broken = new ArrayList<>();
        List<Field> lost = new ArrayList<>();
        int column = 2;
        for (String check : checks) {
            if (Boolean.FALSE.equals(answers.getObject(column++, Boolean.class))) {
                broken.add(check);
            }
        }
        for (Field reference : references) {
            if (!answers.getBoolean(column++)) {
                lost.add(reference);
            }
        }
        return new Verdict(answers.getBoolean(1), broken, lost);
    }

    private Query row(@Nullable UUID id, Map<String, @Nullable Object> values) {
        Query row = Query.of("?::uuid as id", id == null ? Ids.next() : id);
        register.stored()
                .filter(field -> !field.datum().encrypted())
                .forEach(field -> row.add(
                        ", ?::" + TableDesign.columnType(field.datum()) + (field.many() ? "[]" : "") + " as "
                                + Names.quote(field.id()),
                        values.get(field.id())));
        return row;
    }

    /** Whether each record referred to is there, and not out of the actor's sight. */
    private Query found(Field field) {
        Register there =
                policies.registers().require(String.valueOf(field.datum().ref()));
        String table = NAMES.table(there.id());
        Query visible = policies.rights(there).visible("r");
        String column = "n." + Names.quote(field.id());
        return field.many()
                ? Query.of("(select count(*) from " + table + " r where r.id = any(" + column + ") and ")
                        .add(visible)
                        .add(") = cardinality(" + column + ")")
                : Query.of("exists (select from " + table + " r where r.id = " + column + " and ")
                        .add(visible)
                        .add(")");
    }

    private String judgedLinks(Field field) {
        return Names.quote("n__" + field.id());
    }

    /** The tables as they will be once the row is written. */
    private final class Judged implements Emission.Tables {

        @Override
        public String table(String register) {
            return NAMES.table(register);
        }

        @Override
        public String column(String register, String field) {
            return NAMES.column(register, field);
        }

        @Override
        public String linkTable(String of, String field) {
            return of.equals(register.id()) ? judgedLinks(register.require(field)) : NAMES.linkTable(of, field);
        }

        @Override
        public String treeTable(String register) {
            return NAMES.treeTable(register);
        }
    }
}

package org.shuyuan.register.imports;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.shuyuan.platform.Ids;
import org.shuyuan.platform.Query;
import org.shuyuan.register.imports.ImportState.Stage;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.schema.Names;
import org.shuyuan.register.schema.TableDesign;

/** Writes what is good, in the transaction that is open: evidence, new records, changed ones with their history, links and tree. */
final class Writing {

    private static final Names NAMES = Names.INSTANCE;

    private final Batch batch;
    private final Checking.Verdict verdict;
    private final Instant now;
    private final UUID evidence = Ids.next();

    Writing(Batch batch, Checking.Verdict verdict, Instant now) {
        this.batch = batch;
        this.verdict = verdict;
        this.now = now;
    }

    void write(String model, byte[] digest, String detail) throws SQLException {
        batch.call(Query.of(
                "select platform.attest(?::uuid, ?::timestamptz, ?::uuid, ?::text, 'import', ?::text, null, ?::text, ?::bytea, null,"
                        + " ?::jsonb)",
                evidence,
                now,
                batch.policies().actor().account(),
                batch.policies().actor().name(),
                batch.register().id(),
                model,
                digest,
                detail));
        for (String other : verdict.made().others()) {
            Register there = batch.registers().require(other);
            insert(there, batch.staging().made(other), Query.of("n._new"));
            if (there.tree() != null) {
                new TreeWriting(batch, there, evidence).plant(batch.staging().made(other), "true", false);
            }
        }
        String next = batch.staging().next();
        TreeWriting tree = new TreeWriting(batch, batch.register(), evidence);
        if (verdict.moves()) {
            tree.noteMoves(verdict.good());
        }
        insert(batch.register(), next, Query.of("n._new and " + verdict.good()));
        if (verdict.counts().changed() > 0) {
            giveUp();
            update();
        }
        refuseGivenUp();
        if (verdict.moves()) {
            tree.move();
        }
        if (batch.register().tree() != null) {
            tree.plant(next, verdict.good(), verdict.nested());
        }
    }

    private void giveUp() throws SQLException {
        for (Field.Kept field : batch.register().neverReissued()) {
            String column = Names.quote(field.id());
            batch.run(Query.of(
                    "insert into register.given_up (register, field, value, holder, at, change) select ?, ?, t."
                            + column
                            + ", t.id, ?, ? from " + batch.table() + " t join "
                            + batch.staging().next() + " n on n.id = t.id where n._changed and " + verdict.good()
                            + " and t." + column + " <> coalesce(n." + column + ", '') on conflict do nothing",
                    batch.register().id(),
                    field.id(),
                    now,
                    evidence));
        }
    }

    /** What was given up beside this import, since its check. */
    private void refuseGivenUp() throws SQLException {
        for (Field.Kept field : batch.register().neverReissued()) {
            if (batch.given().containsKey(field.id())
                    && batch.ask(Query.of(
                            "select from " + batch.staging().next()
                                    + " n join register.given_up g on g.register = ? and g.field = ? and g.value = n."
                                    + Names.quote(field.id())
                                    + " where g.holder <> n.id and (n._new or n._changed) and " + verdict.good(),
                            batch.register().id(),
                            field.id()))) {
                throw Stopped.by(Stage.FAILED, ImportError.CHANGED_MEANWHILE);
            }
        }
    }

    private void insert(Register register, String from, Query which) throws SQLException {
        List<String> columns = new ArrayList<>();
        register.stored().forEach(field -> columns.addAll(columns(field)));
        String names = columns.isEmpty() ? "" : ", " + String.join(", ", columns);
        batch.run(Query.of(
                        "insert into " + NAMES.table(register.id()) + " (id, _version, _since, _change" + names
                                + ") select n.id, 1, ?::timestamptz, ?::uuid"
                                + columns.stream()
                                        .map(column -> ", n." + column)
                                        .collect(Collectors.joining())
                                + " from " + from + " n where ",
                        now,
                        evidence)
                .add(which));
        for (Field.Kept field : register.kept().filter(Field.Kept::many).toList()) {
            link(register, field, from, which);
        }
    }

    private void link(Register register, Field.Kept field, String from, Query which) throws SQLException {
        batch.run(Query.of("insert into " + NAMES.linkTable(register.id(), field.id())
                        + " (owner, value) select n.id, unnest(n." + Names.quote(field.id()) + "::"
                        + TableDesign.columnType(field.datum()) + "[]) from " + from + " n where ")
                .add(which));
    }

    private static List<String> columns(Field.Stored field) {
        String column = Names.quote(field.id());
        return Staging.blind(field) ? List.of(column, Names.blind(field.id())) : List.of(column);
    }

    /** The moment of a version that follows one: later than it even if the clock was set back. */
    private static final String LATER = "greatest(?::timestamptz, t._since + interval '1 microsecond')";

    private void update() throws SQLException {
        String stored = batch.register()
                .stored()
                .flatMap(field -> columns(field).stream())
                .map(column -> ", " + column)
                .collect(Collectors.joining());
        String old = batch.register()
                .stored()
                .flatMap(field -> columns(field).stream())
                .map(column -> ", t." + column)
                .collect(Collectors.joining());
        String given = batch.given().values().stream()
                .flatMap(field -> columns(field).stream())
                .map(column -> ", " + column + " = n." + column)
                .collect(Collectors.joining());
        String which = " t.id = n.id and n._changed and " + verdict.good()
                + " and t._version = n._version and t._retired is null";
        long updated = batch.run(Query.of(
                        "with past as (insert into "
                                + NAMES.history(batch.register().id())
                                + " (id, _version, _since, _change, _retired, _until" + stored
                                + ") select t.id, t._version, t._since, t._change, t._retired, " + LATER + old
                                + " from "
                                + batch.table() + " t, " + batch.staging().next() + " n where" + which + ")",
                        now)
                .add(
                        " update " + batch.table() + " t set _version = t._version + 1, _since = " + LATER
                                + ", _change = ?::uuid" + given + " from "
                                + batch.staging().next() + " n where" + which,
                        now,
                        evidence));
        if (updated != verdict.counts().changed()) {
            throw Stopped.by(Stage.FAILED, ImportError.CHANGED_MEANWHILE);
        }
        for (Field.Stored field : batch.given().values()) {
            if (field instanceof Field.Kept kept && kept.many()) {
                Query changed = Query.of("n._changed and " + verdict.good());
                batch.run(Query.of("delete from "
                                + NAMES.linkTable(batch.register().id(), kept.id()) + " l using "
                                + batch.staging().next() + " n where l.owner = n.id and ")
                        .add(changed));
                link(batch.register(), kept, batch.staging().next(), changed);
            }
        }
    }
}

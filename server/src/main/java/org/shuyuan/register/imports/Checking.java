package org.shuyuan.register.imports;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Query;
import org.shuyuan.register.imports.ImportState.Counts;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.record.Rights;

/** Checks staged rows as a whole: what they mean, which records they are, and every rule of the register. */
final class Checking {

    private final Batch batch;
    private final MadeReferences made;

    Checking(Batch batch) {
        this.batch = batch;
        this.made = new MadeReferences(batch);
    }

    /**
     * What came of it.
     *
     * @param good true of rows, as {@code n}, that nothing stands against
     * @param nested whether rows stand under rows of the same file
     * @param moves whether records change their place in the tree
     */
    record Verdict(Counts counts, String good, boolean nested, boolean moves, MadeReferences made) {}

    Verdict check() throws SQLException {
        boolean some = understand();
        new NextRows(batch, some).build();
        made.stage();
        Afterwards afterwards = new Afterwards(batch, some, made.others());
        Rules rules = new Rules(batch, batch.register(), some, afterwards);
        boolean nested = false;
        boolean moves = false;
        String tree = batch.register().tree();
        boolean placed = tree != null && batch.given().containsKey(tree);
        if (tree != null && placed) {
            TreeRules treeRules = new TreeRules(batch, tree);
            nested = treeRules.nested();
            moves = some && treeRules.moves();
            if (nested || moves) {
                treeRules.noteCircles();
            }
        }
        makeReady(afterwards, tree, nested, nested || moves);
        rules.note();
        made.note(afterwards);
        new FileRules(batch).note();
        noteLost();
        return verdict(nested, moves);
    }

    /** Finds what references mean and which rows are records; answers whether any row was found. */
    private boolean understand() throws SQLException {
        References references = new References(batch);
        Identity identity = new Identity(batch);
        List<Field.Stored> inward =
                batch.references().stream().filter(batch::inward).toList();
        for (Field.Stored field : batch.references()) {
            if (!batch.inward(field)) {
                references.resolve(field);
            }
        }
        identity.matchPlain();
        for (Field.Stored field : inward) {
            references.resolve(field);
        }
        identity.matchInward(references);
        made.name();
        for (Field.Stored field : batch.references()) {
            references.note(field);
        }
        identity.note();
        boolean some = batch.ask(Query.of("select from " + batch.staging().found()));
        if (some) {
            new SealedValues(batch).forgetEqual();
        }
        return some;
    }

    private void makeReady(Afterwards afterwards, @Nullable String tree, boolean nested, boolean indexed)
            throws SQLException {
        if (afterwards.looksAtRows() && !indexed) {
            batch.run(Query.of("create index on " + batch.staging().next() + " (id)"));
        }
        if (tree != null && afterwards.looksAtPaths()) {
            batch.create(batch.staging().paths(), "descendant uuid", "ancestor uuid", "depth integer");
            new TreeRules(batch, tree).stagePaths(nested);
        }
    }

    /** Rows that refer to new rows that don't go in don't go in either, and so on. */
    private void noteLost() throws SQLException {
        List<Field.Stored> inward =
                batch.references().stream().filter(batch::inward).toList();
        if (inward.isEmpty() || !faulty()) {
            return;
        }
        long more = 1;
        while (more > 0) {
            more = 0;
            for (Field.Stored field : inward) {
                String column = "n." + org.shuyuan.register.schema.Names.quote(field.id());
                more += batch.run(batch.note(ImportFault.REFERENCE_FAULTY, field, "n._line", null, "line", "b._line")
                        .add(
                                "from " + batch.staging().next() + " n join "
                                        + batch.staging().next() + " b on "
                                        + (field.many() ? "b.id = any(" + column + ")" : "b.id = " + column)
                                        + " where b._new and n._line is not null and exists (select from"
                                        + " register.import_fault x where x.import = ? and x.line = b._line)"
                                        + " and not exists (select from register.import_fault x where x.import = ?"
                                        + " and x.line = n._line and x.code in (?, ?))",
                                batch.id(),
                                batch.id(),
                                ImportFault.REFERENCE_FAULTY.code(),
                                org.shuyuan.register.record.RecordFault.CIRCULAR.code()));
            }
        }
    }

    private boolean faulty() throws SQLException {
        return batch.ask(Query.of("select from register.import_fault where import = ?", batch.id()));
    }

    private Verdict verdict(boolean nested, boolean moves) throws SQLException {
        String good = Rights.ALWAYS;
        long faulty = 0;
        if (faulty()) {
            batch.create(batch.staging().bad(), "line bigint primary key");
            faulty = batch.run(Query.of(
                    "insert into " + batch.staging().bad()
                            + " select distinct line from register.import_fault where import = ?",
                    batch.id()));
            batch.analyze(batch.staging().bad());
            good = "(n._line is null or n._line not in (select line from "
                    + batch.staging().bad() + "))";
        }
        long createdReferences = made.keepUsed("(n._new or n._changed) and " + good);
        String rows = "select count(*) from " + batch.staging().next() + " n where n._line is not null and " + good;
        Counts counts = new Counts(
                batch.count(Query.of(rows + " and n._new")),
                batch.count(Query.of(rows + " and n._changed")),
                batch.count(Query.of(rows + " and not n._new and not n._changed")),
                faulty,
                createdReferences);
        return new Verdict(counts, good, nested, moves, made);
    }
}

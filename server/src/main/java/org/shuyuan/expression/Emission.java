package org.shuyuan.expression;

import org.jspecify.annotations.Nullable;

/**
 * Where a condition's SQL will stand.
 *
 * @param alias of the record's row; empty if its columns stand alone, as in a check constraint
 * @param everywhere whether the actor's scope has no bounds
 * @param oldAlias of the row as it was; null where there is none
 * @param rowByRow whether each row is looked up in the tree by itself, as fits a statement that looks at few rows; otherwise
 *     PostgreSQL is free to start from the scope
 */
public record Emission(
        String alias,
        Tables tables,
        boolean everywhere,
        @Nullable String oldAlias,
        boolean rowByRow) {

    /** For a row, without an old one, within the actor's scope. */
    public static Emission row(String alias, Tables tables) {
        return new Emission(alias, tables, false, null, true);
    }

    /** The names of things in the database, quoted where they need it. */
    public interface Tables {

        /** What a record's own id is called, as a field. */
        String ID = "id";

        String table(String register);

        String column(String register, String field);

        /** The table of a field with several values, with the columns {@code owner} and {@code value}. */
        String linkTable(String register, String field);

        /** The table of a tree's paths, with the columns {@code descendant} and {@code ancestor}; each record is its own ancestor. */
        String treeTable(String register);
    }
}

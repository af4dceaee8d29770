package org.shuyuan.register.schema;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.shuyuan.expression.Emission;

/**
 * What things are called in the database. Registers are tables of the schema {@code data}, their earlier versions stand in {@code
 * history}; ids are snake_case by the compiler's word, and quoted all the same.
 */
public final class Names implements Emission.Tables {

    public static final Names INSTANCE = new Names();

    private static final int LONGEST = 63; // what PostgreSQL keeps of a name

    private Names() {}

    public static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public String table(String register) {
        return "data." + quote(register);
    }

    public String history(String register) {
        return "history." + quote(register);
    }

    @Override
    public String column(String register, String field) {
        return quote(field);
    }

    /** The keyed digest that stands beside an L4 value that identifies. */
    public static String blind(String field) {
        return quote(field + "__blind");
    }

    /** The values of a field with several, one per row: a derived index of the array in the record. */
    @Override
    public String linkTable(String register, String field) {
        return "data." + quote(linkName(register, field));
    }

    static String linkName(String register, String field) {
        return shortened(register + "__" + field);
    }

    /** Who stands under whom today; derived from the edges and the heirs. */
    @Override
    public String treeTable(String register) {
        return "data." + quote(treeName(register));
    }

    static String treeName(String register) {
        return register + "__tree";
    }

    /** The dated edges of a tree: its only fact. */
    public String edgeTable(String register) {
        return "data." + quote(edgeName(register));
    }

    static String edgeName(String register) {
        return register + "__edge";
    }

    /** Which record took over from which: dated, and beside the edges a second way up. */
    public String heirTable(String register) {
        return "data." + quote(heirName(register));
    }

    static String heirName(String register) {
        return register + "__heir";
    }

    /** A name for a constraint or an index that changes whenever its definition does. */
    static String versioned(String name, String definition) {
        String version = version(definition);
        return name.substring(0, Math.min(name.length(), LONGEST - version.length())) + version;
    }

    /** The end of every name that was made for this definition. */
    static String version(String definition) {
        CRC32C sum = new CRC32C();
        sum.update(definition.getBytes(StandardCharsets.UTF_8));
        return String.format("_%08x", sum.getValue());
    }

    static String shortened(String name) {
        return name.length() <= LONGEST ? name : versioned(name, name);
    }
}

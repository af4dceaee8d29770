package org.shuyuan.register.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shuyuan.expression.Path;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Policy;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.ValueType;

/** Designs the indexes of a register's records: what finds one, what lists walk, what a search looks into. */
final class IndexDesign {

    private static final int CARRIED = 8; // an index of PostgreSQL has at most 32 columns

    private final Register register;
    private final List<Table.Index> indexes = new ArrayList<>();

    private IndexDesign(Register register) {
        this.register = register;
    }

    static List<Table.Index> of(Register register) {
        IndexDesign design = new IndexDesign(register);
        design.walked();
        register.kept().forEach(design::found);
        design.identified();
        design.searched();
        return design.indexes;
    }

    private void add(String what, boolean unique, String definition) {
        indexes.add(new Table.Index(Names.versioned(register.id() + "_" + what, definition), unique, definition));
    }

    /** The orders of lists: as created where some rows are out of somebody's sight (the primary key serves where all see all), and each declared one. */
    private void walked() {
        Set<String> deciding = deciding();
        String carried = carried(deciding);
        if (!deciding.isEmpty()) {
            add("seen", false, "(id)" + carried);
        }
        register.kept().filter(Field.Kept::sort).forEach(field -> {
            add(field.id() + "_sort", false, "(" + TableDesign.ordered(field) + ", id)" + carried);
        });
    }

    /** The fields of a row by which the policy tells who sees it. */
    private Set<String> deciding() {
        return register.policy().read().stream()
                .map(Policy.Read::where)
                .filter(Objects::nonNull)
                .flatMap(condition -> condition.reads().stream())
                .filter(path ->
                        path.register().equals(register.id()) && path.fields().size() == 1)
                .map(Path::field)
                .collect(Collectors.toSet());
    }

    /**
     * What an order's index carries beside it: the columns that decide about sight, and those that lists are filtered by, so that rows not
     * asked for are passed over in the index. Texts would make it as large as the table, and ciphertext decides nothing.
     */
    private String carried(Set<String> deciding) {
        Predicate<Field.Stored> decides = field -> deciding.contains(field.id());
        Stream<Field.Stored> filtered = register.kept()
                .filter(Field.Kept::filter)
                .map(Field.Stored.class::cast)
                .filter(decides.negate());
        String columns = Stream.concat(register.stored().filter(decides), filtered)
                .filter(field -> !field.many() && !field.datum().encrypted())
                .filter(field -> field.datum().type() != ValueType.TEXT)
                .limit(CARRIED)
                .map(field -> ", " + Names.quote(field.id()))
                .collect(Collectors.joining());
        return deciding.isEmpty() && columns.isEmpty() ? "" : " include (_retired" + columns + ")";
    }

    /** What finds records by one field. */
    private void found(Field.Kept field) {
        String column = TableDesign.telling(field);
        boolean reference = field.datum().type() == ValueType.REF;
        if (field.many()) {
            if (field.filter() || reference) {
                add(field.id(), false, "using gin (" + column + ")");
            }
        } else if (field.unique()) {
            add(field.id() + "_unique", true, "(" + column + ")");
        } else if (field.filter() || reference) {
            add(field.id(), false, "(" + column + ")");
        }
    }

    private void identified() {
        for (List<String> alternative : register.identity()) {
            boolean found = alternative.size() == 1
                    && register.require(alternative.getFirst()) instanceof Field.Kept kept
                    && (kept.unique() || kept.datum().type() == ValueType.REF);
            if (!found) {
                String columns = alternative.stream()
                        .map(name -> TableDesign.telling(register.require(name)))
                        .collect(Collectors.joining(", "));
                add("identity", false, "(" + columns + ")");
            }
        }
    }

    private void searched() {
        List<Field.Kept> searched = register.searched();
        if (!searched.isEmpty()) {
            add("search", false, "using gin (platform.search_grams(" + TableDesign.searchedText(searched) + "))");
        }
    }
}

package org.shuyuan.register.model;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shuyuan.expression.Expression;

/** Who may see and do what in a register. What no rule gives, nobody has; rules add up. */
public record Policy(List<Read> read, List<Write> create, List<Write> change, List<Write> retire) {

    public Policy {
        read = List.copyOf(read);
        create = List.copyOf(create);
        change = List.copyOf(change);
        retire = List.copyOf(retire);
    }

    /**
     * A role sees the rows that {@code where} holds (null: all), in {@code fields}, with {@code clear} ones unmasked.
     */
    public record Read(String role, @Nullable Expression where, Set<String> fields, Set<String> clear) {

        public Read {
            fields = Set.copyOf(fields);
            clear = Set.copyOf(clear);
        }
    }

    /**
     * A role may do it to the rows that {@code where} holds (null: all), touching {@code fields} only.
     *
     * @param comparesOld whether {@code where} itself reads the row as it was; otherwise it must hold before and after a change
     */
    public record Write(String role, @Nullable Expression where, boolean comparesOld, Set<String> fields) {

        public Write {
            fields = Set.copyOf(fields);
        }
    }

    /** What is done to a record. */
    public enum Verb {
        CREATE,
        CHANGE,
        RETIRE
    }

    public List<Write> rules(Verb verb) {
        return switch (verb) {
            case CREATE -> create;
            case CHANGE -> change;
            case RETIRE -> retire;
        };
    }
}

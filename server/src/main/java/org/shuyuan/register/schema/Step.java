package org.shuyuan.register.schema;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.shuyuan.register.model.CodeSet;

/** One step from the database as it is to the database that a model needs. Each can be run again after it was cut short. */
public sealed interface Step {

    /** By what right a step is done. */
    enum Kind {
        /** Nothing is lost and nobody need be asked. */
        ADDITIVE,
        /** A pack declares it under {@code changes}. */
        DECLARED,
        REFUSED
    }

    Kind kind();

    /** What it does, in one line. */
    Wording what();

    List<String> sql();

    /** The same step with its SQL put otherwise. */
    default Step saying(UnaryOperator<String> words) {
        return switch (this) {
            case Brief(Kind kind, Wording what, List<String> sql) ->
                new Brief(kind, what, sql.stream().map(words).toList());
            case Standstill(Kind kind, Wording what, List<String> sql) ->
                new Standstill(kind, what, sql.stream().map(words).toList());
            case Beside(Kind kind, Wording what, String statement) -> new Beside(kind, what, words.apply(statement));
            case Batches(Kind kind, Wording what, String table, String statement) ->
                new Batches(kind, what, words.apply(table), words.apply(statement));
            case BuildIndex(Kind kind, Wording what, String index, boolean leftover, String create) ->
                new BuildIndex(kind, what, index, leftover, words.apply(create));
            case DropIndex any -> this;
            case Codes any -> this;
            case Refused any -> this;
        };
    }

    /** One transaction; locks are held for a moment. */
    record Brief(Kind kind, Wording what, List<String> sql) implements Step {

        public Brief {
            sql = List.copyOf(sql);
        }
    }

    /** One transaction that may take long, while readers and writers of the table wait. */
    record Standstill(Kind kind, Wording what, List<String> sql) implements Step {

        public Standstill {
            sql = List.copyOf(sql);
        }
    }

    /** A statement that may take long, beside readers and writers. */
    record Beside(Kind kind, Wording what, String statement) implements Step {

        @Override
        public List<String> sql() {
            return List.of(statement);
        }
    }

    /** An update of a table's rows, ending in a condition; done page by page, and at last for those that moved meanwhile. */
    record Batches(Kind kind, Wording what, String table, String statement) implements Step {

        @Override
        public List<String> sql() {
            return List.of(statement);
        }
    }

    /**
     * Builds an index beside readers and writers, outside a transaction.
     *
     * @param leftover whether an earlier run was cut short and left an index that is not valid
     */
    record BuildIndex(Kind kind, Wording what, String index, boolean leftover, String create) implements Step {

        /** What makes way for another attempt. */
        String clear() {
            return "drop index concurrently if exists " + index;
        }

        @Override
        public List<String> sql() {
            return leftover ? List.of(clear(), create) : List.of(create);
        }
    }

    /** Drops an index beside readers and writers, outside a transaction. */
    record DropIndex(Kind kind, Wording what, String index) implements Step {

        @Override
        public List<String> sql() {
            return List.of("drop index concurrently if exists " + index);
        }
    }

    /** Replaces the entries of a code set. */
    record Codes(CodeSet set, String digest) implements Step {

        @Override
        public Kind kind() {
            return Kind.ADDITIVE;
        }

        @Override
        public Wording what() {
            return new Wording(
                    "step.codes",
                    Map.of("set", set.id(), "count", Wording.number(entries().count())));
        }

        Stream<CodeSet.Entry> entries() {
            return set.byCode().values().stream().flatMap(List::stream);
        }

        @Override
        public List<String> sql() {
            return List.of();
        }
    }

    /**
     * What must not be done as things are.
     *
     * @param obstacle the key of the texts that tell what stands in the way ({@code .reason}), and what to write or to mend so that it may
     *     be done ({@code .remedy})
     * @param values what stands in the braces of either
     */
    record Refused(Wording what, String obstacle, Map<String, ?> values) implements Step {

        public Refused {
            values = Map.copyOf(values);
        }

        public Wording reason() {
            return new Wording(obstacle + ".reason", values);
        }

        public Wording remedy() {
            return new Wording(obstacle + ".remedy", values);
        }

        @Override
        public Kind kind() {
            return Kind.REFUSED;
        }

        @Override
        public List<String> sql() {
            return List.of();
        }
    }
}

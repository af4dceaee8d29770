package org.shuyuan.register.definition;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.OneOrMany;
import org.shuyuan.pack.Says;
import org.shuyuan.pack.Yaml;

/** The keys of a register. */
record RegisterFile(
        @Says("the register's id, equal to the file's name") String register,

        @Says("the field that stands for a record where another refers to it")
        String title,

        @Says("the contract that an engine checks the fields against") @Nullable
        String spine,

        @Says("the reference to this register that makes it a tree") @Nullable
        String tree,

        @Says("the fields with the first day and the first day after of a record's validity")
        List<String> period,

        @Says("what makes two rows the same thing to an import: alternatives in order")
        List<List<String>> identity,

        @Says("fields whose equal values must not have overlapping periods")
        List<List<String>> noOverlap,

        @Says("makes it a case type, whose fields may propose") @Nullable
        Case case_,

        @Says("what is known of each record") Map<String, FieldFile> fields,

        @Says("fields that pages show together; the text group.<register>.<id> stands above them")
        Map<String, List<String>> groups,

        @Says("named conditions") Map<String, String> when,

        @Says("those of the named conditions that ask for somebody's work")
        List<String> attention,

        @Says("what must not be false; the text check.<register>.<id> explains it")
        Map<String, String> checks,

        @Says("who sees which rows and fields") @OneOrMany List<ReadRule> read,
        @Says("who may create") @OneOrMany List<WriteRule> create,
        @Says("who may change") @OneOrMany List<WriteRule> change,
        @Says("who may retire") @OneOrMany List<WriteRule> retire,
        Yaml.Mapping yaml) {

    /** The names of all fields that are written, faulty ones too. */
    Set<String> declared() {
        return yaml.get("fields") instanceof Yaml.Mapping written
                ? written.entries().keySet()
                : Set.of();
    }

    record Case(@Says("the process that moves its records") String process) {}

    record ReadRule(
            @Says("anyone, signed_in or a role") String role,

            @Says("the rows; all where nothing is said") @Nullable
            String where,

            @Says("the fields; all where nothing is said") List<String> fields,
            @Says("fields shown unmasked") List<String> clear,
            Yaml.Mapping yaml) {}

    record WriteRule(
            @Says("signed_in or a role") String role,

            @Says("the rows; all where nothing is said") @Nullable
            String where,

            @Says("on change: the fields; all where nothing is said")
            List<String> fields,

            Yaml.Mapping yaml) {}
}

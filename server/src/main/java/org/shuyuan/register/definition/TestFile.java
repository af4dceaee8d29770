package org.shuyuan.register.definition;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.OneOrMany;
import org.shuyuan.pack.Says;
import org.shuyuan.pack.Yaml;

/** A scenario that a test runs on a real database. */
record TestFile(
        @Says("the scenario's id, equal to the file's name") String test,
        @Says("what is done, in order") List<StepFile> steps) {

    record StepFile(
            @Says("the register in which a record is created") @Nullable
            String create,

            @Says("the name of the record that is changed") @Nullable
            String change,

            @Says("the name of the record that is retired") @Nullable
            String retire,

            @Says("the name of the record that is read") @Nullable
            String read,

            @Says("the register that is listed") @Nullable String list,
            @Says("operator, anyone, or {role, at}") Yaml as,

            @Says("the name of the record for later steps") @Nullable
            String called,

            @Says("fields and their values; on a list, what it is filtered by")
            Map<String, String> values,

            @Says("what a list searches for") @Nullable String search,

            @Says("the named condition that a listed record fulfils") @Nullable
            String when,

            @Says("what must be true afterwards") @Nullable OutcomeFile then,
            Yaml.Mapping yaml) {}

    record OutcomeFile(
            @Says("true, or codes of problems and faults") @OneOrMany
            List<String> refused,

            @Says("fields that must have these values") Map<String, String> values,
            @Says("fields that must not be seen") List<String> hidden,
            @Says("fields that must be masked") List<String> masked,
            @Says("how many records a list has") @Nullable Integer count) {}
}

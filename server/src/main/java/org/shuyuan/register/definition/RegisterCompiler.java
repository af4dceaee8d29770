package org.shuyuan.register.definition;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shuyuan.expression.Expression;
import org.shuyuan.expression.Surroundings.Word;
import org.shuyuan.pack.Definition;
import org.shuyuan.pack.Place;
import org.shuyuan.pack.Yaml;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Period;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.ValueType;

/** Compiles one register around its fields: what holds it together, and its conditions. */
final class RegisterCompiler {

    private final Draft draft;
    private final Definition<RegisterFile> definition;
    private final RegisterFile file;
    private final Map<String, Field> fields;
    private final ConditionCompiler conditions;
    private final Map<String, Expression> named = new LinkedHashMap<>();

    RegisterCompiler(
            Draft draft, Definition<RegisterFile> definition, Map<String, Field> fields, ConditionCompiler conditions) {
        this.draft = draft;
        this.definition = definition;
        this.file = definition.content();
        this.fields = fields;
        this.conditions = conditions;
    }

    /** The conditions that others may use; all registers' come first, since they name each other. */
    void compileNamedConditions() {
        checkConditionNames();
        named.putAll(compile("when", "when", file.when(), Set.of(Word.TODAY, Word.SELF)));
        file.when().keySet().stream().filter(id -> !named.containsKey(id)).forEach(conditions::addFaulty);
    }

    Register compile() {
        draft.definitions.needText(definition.pack(), "register." + definition.id(), definition.place());
        checkTitle();
        checkTree();
        Period period = period();
        checkAlternatives("identity", file.identity());
        checkAlternatives("no_overlap", file.noOverlap());
        if (!file.noOverlap().isEmpty() && file.period().isEmpty()) {
            fault("no_overlap", "records without a period cannot overlap", "add `period: [from, until]`");
        }
        return new Register(
                definition.id(),
                definition.pack().id(),
                file.title(),
                file.spine(),
                file.tree(),
                period,
                file.identity(),
                file.noOverlap(),
                fields,
                groups(),
                named,
                attention(),
                compile("check", "checks", file.checks(), Set.of(Word.TODAY)),
                new PolicyCompiler(draft, definition, fields, conditions).compile(),
                file.case_() != null);
    }

    private Map<String, List<String>> groups() {
        Set<String> grouped = new HashSet<>();
        file.groups().forEach((id, names) -> {
            Place place = file.yaml().at("groups", id);
            draft.faults.checkId(place, id);
            draft.definitions.needText(definition.pack(), "group." + definition.id() + "." + id, place);
            names.forEach(name -> {
                draft.known(place, "field", name, file.declared());
                draft.refuse(
                        !grouped.add(name),
                        place,
                        name,
                        "`" + name + "` stands in a group already",
                        "leave it in one of them");
            });
        });
        return file.groups();
    }

    private List<String> attention() {
        return file.attention().stream()
                .filter(name -> draft.known(
                        file.yaml().at("attention"),
                        "condition",
                        name,
                        file.when().keySet()))
                .toList();
    }

    private void checkTitle() {
        if (!isField("title", file.title()) || !(fields.get(file.title()) instanceof Field title)) {
            return;
        }
        boolean shown = title instanceof Field.Stored
                && !title.many()
                && title.datum().type() != ValueType.REF
                && !title.datum().sensitivity().masked();
        if (!shown) {
            fault(
                    "title",
                    "the title must be one value that is stored here, no reference, and neither L3 nor L4",
                    "choose a field that may be shown wherever a record is referred to");
        }
    }

    /** Whether the register says a field of this name, though it may be a faulty one. */
    private boolean isField(String key, String name) {
        return file.declared().isEmpty() || draft.known(file.yaml().at(key), "field", name, file.declared());
    }

    private void checkTree() {
        Field parent = file.tree() == null ? null : fields.get(file.tree());
        boolean faulty =
                file.tree() != null && parent == null && file.declared().contains(file.tree());
        if (file.tree() != null
                && !faulty
                && !(parent instanceof Field.Kept kept
                        && definition.id().equals(kept.datum().ref())
                        && !kept.many())) {
            fault(
                    "tree",
                    "`" + file.tree() + "` is not one reference to this register",
                    "name a field whose element says `ref: " + definition.id() + "`, and that isn't `many`");
        }
        if (file.spine() != null) {
            checkSpine(file.spine());
        }
    }

    /** The columns that an engine relies on. */
    private void checkSpine(String contract) {
        switch (contract) {
            case "organisation" -> {
                boolean holds = file.tree() != null
                        && file.period().size() == 2
                        && fields.get("code") instanceof Field.Kept code
                        && code.unique()
                        && code.datum().type() == ValueType.TEXT;
                if (!holds) {
                    fault(
                            "spine",
                            "the spine of organisations is a tree with a period and a unique text `code`",
                            "write `tree: <field>`, `period: [from, until]` and `code: {…, unique: true}`");
                }
            }
            case "duty" -> {
                boolean holds = file.period().size() == 2
                        && fields.get("organisation") instanceof Field.Kept at
                        && at.datum().type() == ValueType.REF
                        && !at.many()
                        && fields.get("kind") instanceof Field.Kept kind
                        && kind.datum().type() == ValueType.CODE
                        && !kind.many();
                if (!holds) {
                    fault(
                            "spine",
                            "duties are held for a period, have a code `kind` and stand at a reference `organisation`",
                            "write `period: [from, until]` and these two fields");
                }
            }
            case "person" -> {} // a record and its title are all that is asked of it
            default ->
                fault(
                        "spine",
                        "there is no contract `" + contract + "`",
                        "write `spine: organisation`, `spine: duty` or `spine: person`");
        }
    }

    private @Nullable Period period() {
        List<String> names = file.period();
        if (!(file.yaml().get("period") instanceof Yaml.Sequence)) {
            return null;
        }
        if (names.size() != 2 || names.getFirst().equals(names.getLast())) {
            fault("period", "a period is two fields", "write `period: [from, until]`");
            return null;
        }
        if (!names.stream().allMatch(name -> isField("period", name))) {
            return null;
        }
        if (!names.stream()
                .map(fields::get)
                .filter(Objects::nonNull)
                .allMatch(field -> field instanceof Field.Kept && field.datum().type() == ValueType.DATE)) {
            fault("period", "a period is two kept fields of type date", "name such fields");
            return null;
        }
        return new Period(names.getFirst(), names.getLast());
    }

    private void checkAlternatives(String key, List<List<String>> alternatives) {
        for (List<String> names : alternatives) {
            if (names.isEmpty() || Set.copyOf(names).size() < names.size()) {
                fault(
                        key,
                        names.isEmpty() ? "an empty list tells nothing apart" : "a field stands twice in one list",
                        "write lists of one or more fields, as `" + key + ": [[code], [name, founded]]`");
            }
            names.stream().filter(name -> isField(key, name)).forEach(name -> checkTelling(key, name));
        }
    }

    private void checkTelling(String key, String name) {
        Field field = fields.get(name);
        if (field instanceof Field.Followed) {
            fault(key, "`" + name + "` is followed, not kept here", "choose fields that are kept here");
        } else if (field != null
                && (field.many() || (field.datum().encrypted() && !field.datum().identifying()))) {
            fault(
                    key,
                    "`" + name + "` cannot tell records apart",
                    "choose fields with one value; an L4 one must be `identifying`");
        } else if (field != null && FieldUse.tooLongToIndex(field.datum())) {
            fault(
                    key,
                    "`" + name + "` holds up to " + field.datum().max() + " characters, which don't fit an index",
                    "choose a field with `max: " + FieldUse.LONGEST_INDEXED + "` or less");
        }
    }

    private Map<String, Expression> compile(String kind, String key, Map<String, String> texts, Set<Word> words) {
        Map<String, Expression> compiled = new LinkedHashMap<>();
        texts.forEach((id, text) -> {
            Place place = file.yaml().at(key, id);
            draft.faults.checkId(place, id);
            draft.definitions.needText(definition.pack(), kind + "." + definition.id() + "." + id, place);
            Expression expression = conditions.compile(definition.id(), place, text, words);
            if (expression != null) {
                compiled.put(id, expression);
            }
        });
        return compiled;
    }

    /** Conditions stand among fields in other conditions, so they share no name with them. */
    private void checkConditionNames() {
        file.when()
                .keySet()
                .forEach(id -> draft.refuse(
                        file.declared().contains(id) || FieldCompiler.RESERVED.contains(id),
                        file.yaml().at("when", id),
                        id,
                        file.declared().contains(id)
                                ? "a field has the name `" + id + "` already"
                                : "`" + id + "` is a word of conditions, of addresses or of tables",
                        "give the condition another name"));
    }

    private void fault(String key, String problem, String remedy) {
        Yaml yaml = file.yaml().get(key);
        draft.faults.add(file.yaml().at(key), key + ": " + (yaml == null ? "" : yaml.quote()), problem, remedy);
    }
}

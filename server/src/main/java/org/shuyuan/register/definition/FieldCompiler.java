package org.shuyuan.register.definition;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Change;
import org.shuyuan.pack.Definition;
import org.shuyuan.pack.Place;
import org.shuyuan.pack.Yaml;
import org.shuyuan.register.model.Datum;
import org.shuyuan.register.model.Element;
import org.shuyuan.register.model.Field;

/**
 * Compiles the fields of all registers in two passes: kept and local ones first, then those that follow or propose what others
 * keep, since these take their type from there.
 */
final class FieldCompiler {

    /** Words of conditions, of addresses, of the tables beside a register's own, and those that CEL reserves. */
    static final Set<String> RESERVED = Set.of(
            "id",
            "version",
            "self",
            "old",
            "today",
            "me",
            "scope",
            "sort",
            "after",
            "size",
            "search",
            "at",
            "count",
            "retired",
            "when",
            "only",
            "shared",
            "unreferred",
            "by",
            "below",
            "columns",
            "tree",
            "edge",
            "true",
            "false",
            "null",
            "in",
            "as",
            "break",
            "const",
            "continue",
            "else",
            "for",
            "function",
            "if",
            "import",
            "let",
            "loop",
            "package",
            "namespace",
            "return",
            "var",
            "void",
            "while");

    private static final int MOST = 500;

    private final Draft draft;
    private final Map<String, Element> elements;
    private final DatumCompiler data;

    FieldCompiler(Draft draft, Map<String, Element> elements, DatumCompiler data) {
        this.draft = draft;
        this.elements = elements;
        this.data = data;
    }

    /** The fields of each register, in the order of its definition. */
    Map<String, Map<String, Field>> compile(Map<String, Definition<RegisterFile>> registers) {
        Map<String, Map<String, Field>> kept = new LinkedHashMap<>();
        registers.forEach((id, register) -> kept.put(id, compileKept(register)));
        DerivedFieldCompiler derived = new DerivedFieldCompiler(draft, kept);
        Map<String, Map<String, Field>> fields = new LinkedHashMap<>();
        registers.forEach((id, register) -> {
            Map<String, Field> own = new LinkedHashMap<>(kept.getOrDefault(id, Map.of()));
            own.putAll(derived.compile(register));
            fields.put(id, inOrder(register, own));
        });
        new FixedValues(draft, fields).check(registers);
        return fields;
    }

    private static Map<String, Field> inOrder(Definition<RegisterFile> register, Map<String, Field> compiled) {
        Map<String, Field> ordered = new LinkedHashMap<>();
        register.content().fields().keySet().forEach(id -> {
            Field field = compiled.get(id);
            if (field != null) {
                ordered.put(id, field);
            }
        });
        return ordered;
    }

    static Place place(Definition<RegisterFile> register, String field) {
        return register.content().yaml().at("fields", field);
    }

    private Map<String, Field> compileKept(Definition<RegisterFile> register) {
        Map<String, FieldFile> files = register.content().fields();
        int count = register.content().declared().size();
        boolean written = register.content().yaml().get("fields") instanceof Yaml.Mapping
                || register.content().yaml().get("fields") == null;
        draft.refuse(
                written && (count == 0 || count > MOST),
                register.content().yaml().at("fields"),
                register.id(),
                "the register has " + count + " fields",
                "give it between 1 and " + MOST);
        Map<String, Field> kept = new LinkedHashMap<>();
        files.forEach((id, file) -> {
            Place place = place(register, id);
            checkName(place, id);
            if (saysOneKind(place, id, file) && (file.element() != null || file.local() != null)) {
                Field field = kept(register, id, file, place);
                if (field != null) {
                    kept.put(id, field);
                }
            }
        });
        return kept;
    }

    private void checkName(Place place, String id) {
        draft.faults.checkId(place, id);
        draft.refuse(
                RESERVED.contains(id),
                place,
                id,
                "`" + id + "` is a word of conditions, of addresses or of tables",
                "choose another name");
    }

    private boolean saysOneKind(Place place, String id, FieldFile file) {
        long kinds = Stream.of(file.element(), file.local(), file.follow(), file.propose(), file.copy())
                .filter(Objects::nonNull)
                .count();
        if (kinds != 1) {
            draft.faults.add(
                    place,
                    id + ": " + file.yaml().quote(),
                    kinds == 0
                            ? "nothing says where its values come from"
                            : "its values are said to come from two places",
                    "write exactly one of `element:`, `local:`, `follow:`, `propose:`");
            return false;
        }
        if (file.copy() != null) {
            draft.faults.add(
                    place,
                    "copy: " + file.copy(),
                    "copying needs a share and a contract, which this release has not",
                    "write `follow:` where the source is a register of this node");
            return false;
        }
        draft.refuse(
                file.local() == null && file.saysDatum(),
                place,
                id + ": " + file.yaml().quote(),
                file.element() != null
                        ? "its type is said here and by its element"
                        : "its type is said here and by its source",
                "delete type, max, scale, format, code, dated, ref, sensitivity, identifying and mask here");
        draft.refuse(
                file.local() != null && file.local().isBlank(),
                place,
                id + ": " + file.yaml().quote(),
                "nothing says why the field stands outside the standard",
                "write `local: \"why it means nothing outside\"`, or name an element");
        return true;
    }

    private @Nullable Field kept(Definition<RegisterFile> register, String id, FieldFile file, Place place) {
        Datum datum;
        String label = "field." + register.id() + "." + id;
        if (file.element() != null) {
            Element element = draft.find(register.pack(), place, RegisterEngine.ELEMENTS, file.element()) == null
                    ? null
                    : elements.get(file.element());
            datum = element == null ? null : element.datum();
            draft.definitions.mayHaveText(register.pack(), label, place);
            label = draft.definitions.texts().find("zh-CN", label) == null ? "element." + file.element() : label;
        } else {
            datum = data.datum(register.pack(), place, file.datum());
            draft.definitions.needText(register.pack(), label, place);
            draft.definitions.mayHaveText(register.pack(), "local." + register.id() + "." + id, place);
            draft.definitions.mayHaveTextInSome(register.pack(), "aliases." + register.id() + "." + id, place);
        }
        if (datum == null) {
            return null;
        }
        new FieldUse(draft, place, id).check(file, datum);
        return new Field.Kept(
                id,
                datum,
                file.element(),
                file.local(),
                label,
                file.required(),
                file.unique(),
                file.neverReissued(),
                file.sort(),
                file.filter(),
                file.search(),
                file.many(),
                file.default_(),
                file.onImport() == null ? null : Map.copyOf(file.onImport().create()),
                origin(register.id(), id));
    }

    /** What the field was called before all declared renames. */
    private String origin(String register, String field) {
        List<Change> changes = draft.definitions.packs().stream()
                .flatMap(pack -> pack.changes().stream())
                .filter(change -> change.register().equals(register))
                .sorted(Comparator.comparingInt(Change::release).reversed())
                .toList();
        String name = field;
        for (Change change : changes) {
            if (change.rename() != null && name.equals(change.to())) {
                name = change.rename();
            }
        }
        return name;
    }
}

package org.shuyuan.register.standard;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shuyuan.expression.Expression;
import org.shuyuan.pack.Exemption;
import org.shuyuan.pack.Model;
import org.shuyuan.pack.Pack;
import org.shuyuan.register.model.CodeSet;
import org.shuyuan.register.model.Datum;
import org.shuyuan.register.model.Element;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Policy;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.model.Role;

/** The model in a reader's language. */
final class ModelView {

    private final Model model;
    private final Registers registers;
    private final Words words;

    ModelView(Model model, Words words) {
        this.model = model;
        this.registers = model.part(Registers.class);
        this.words = words;
    }

    record Overview(
            String hash,
            Figures figures,
            List<PackLine> packs,
            List<RegisterLine> registers,
            List<ElementLine> elements,
            List<CodesLine> codes,
            List<RoleLine> roles,
            List<ExceptionLine> exceptions) {}

    /**
     * How far one source goes.
     *
     * @param sourced elements that exactly one register keeps
     * @param followed fields read at their source
     * @param exceptions places that keep an element a second time
     * @param local fields outside the standard
     */
    record Figures(int elements, int sourced, int followed, int exceptions, int local) {}

    record PackLine(
            String id,
            String label,
            int release,
            String authority,
            @Nullable LocalDate effectiveFrom,
            List<Named> needs,
            int registers,
            int elements) {}

    record Named(String id, String label) {}

    record RegisterLine(String id, String label, String pack, int fields) {}

    /** @param sources where it is kept; more than one only by an exception */
    record ElementLine(
            String id,
            String label,
            String pack,
            String type,
            String sensitivity,
            @Nullable String standard,
            List<Use> sources,
            int followed) {}

    /** A field that holds an element. */
    record Use(String register, String registerLabel, String field, String fieldLabel, String kind) {}

    record CodesLine(String id, String label, String pack, String standard, String version, int codes) {}

    record RoleLine(String id, String label, String pack, boolean operator, List<Named> givenBy, List<May> may) {}

    /** What a role may do in a register, in some rows at least. */
    record May(String register, String registerLabel, List<String> verbs) {}

    /** @param element the element kept a second time, or null for a field outside the standard */
    record ExceptionLine(
            Use use,
            @Nullable Named element,
            String reason,
            @Nullable String authority,
            @Nullable LocalDate until) {}

    record ElementPage(
            ElementLine element,
            String packLabel,
            @Nullable Integer max,
            @Nullable Named codes,
            @Nullable Named format,
            @Nullable Named ref,
            int maskStart,
            int maskEnd,
            List<Use> uses) {}

    record RegisterPage(
            String id,
            String label,
            String pack,
            String packLabel,
            boolean tree,
            List<List<String>> identity,
            List<FieldLine> fields,
            List<Named> checks,
            List<Rule> rules) {}

    /** @param source for a followed or proposed field: where its value is kept */
    record FieldLine(
            String id,
            String label,
            String kind,
            String type,
            boolean required,
            boolean unique,
            String sensitivity,
            @Nullable String standard,
            @Nullable String element,
            @Nullable String reason,
            @Nullable Use source,
            @Nullable Named codes,
            @Nullable Named ref) {}

    /**
     * A rule of the policy.
     *
     * @param where the condition as written, or null for all rows
     * @param fields which fields, or null for all
     * @param clear fields shown unmasked
     */
    record Rule(
            String verb,
            Named role,
            @Nullable String where,
            @Nullable List<String> fields,
            List<String> clear) {}

    Overview overview() {
        List<ElementLine> elements =
                registers.elements().values().stream().map(this::element).toList();
        List<ExceptionLine> exceptions = exceptions();
        int second =
                (int) exceptions.stream().filter(line -> line.element() != null).count();
        int followed = (int) fields().filter(Field.Followed.class::isInstance).count();
        int sourced = (int)
                elements.stream().filter(line -> line.sources().size() == 1).count();
        Figures figures = new Figures(elements.size(), sourced, followed, second, exceptions.size() - second);
        return new Overview(
                model.hash(),
                figures,
                model.packs().stream().map(this::pack).toList(),
                registers.registers().values().stream()
                        .map(register -> new RegisterLine(
                                register.id(),
                                words.name("register", register.id()),
                                register.pack(),
                                register.fields().size()))
                        .toList(),
                elements,
                registers.codes().values().stream().map(this::codes).toList(),
                registers.roles().values().stream().map(this::role).toList(),
                exceptions);
    }

    private java.util.stream.Stream<Field> fields() {
        return registers.registers().values().stream().flatMap(register -> register.fields().values().stream());
    }

    private PackLine pack(Pack pack) {
        return new PackLine(
                pack.id(),
                words.name("pack", pack.id()),
                pack.release(),
                pack.authority(),
                pack.effectiveFrom(),
                pack.needs().stream().map(id -> named("pack", id)).toList(),
                count(registers.registers().values().stream().map(Register::pack), pack.id()),
                count(registers.elements().values().stream().map(Element::pack), pack.id()));
    }

    private static int count(java.util.stream.Stream<String> packs, String pack) {
        return (int) packs.filter(pack::equals).count();
    }

    private ElementLine element(Element element) {
        List<Use> uses = uses(element.id());
        Datum datum = element.datum();
        return new ElementLine(
                element.id(),
                words.name("element", element.id()),
                element.pack(),
                type(datum),
                datum.sensitivity().name(),
                datum.standard(),
                uses.stream().filter(use -> use.kind().equals("kept")).toList(),
                (int) uses.stream().filter(use -> use.kind().equals("followed")).count());
    }

    private List<Use> uses(String element) {
        List<Use> uses = new ArrayList<>();
        for (Register register : registers.registers().values()) {
            for (Field field : register.fields().values()) {
                if (element.equals(field.element())) {
                    uses.add(use(register, field));
                }
            }
        }
        return uses;
    }

    private Use use(Register register, Field field) {
        return new Use(
                register.id(), words.name("register", register.id()), field.id(), words.field(field), kind(field));
    }

    private static String kind(Field field) {
        return switch (field) {
            case Field.Kept kept -> kept.element() == null ? "local" : "kept";
            case Field.Followed any -> "followed";
            case Field.Proposed any -> "proposed";
        };
    }

    private static String type(Datum datum) {
        return datum.type().name().toLowerCase(Locale.ROOT);
    }

    private CodesLine codes(CodeSet set) {
        return new CodesLine(
                set.id(),
                words.name("codes", set.id()),
                set.pack(),
                set.standard(),
                set.version(),
                set.byCode().size());
    }

    private RoleLine role(Role role) {
        List<May> may = new ArrayList<>();
        for (Register register : registers.registers().values()) {
            List<String> verbs = new ArrayList<>();
            if (register.policy().read().stream().anyMatch(rule -> rule.role().equals(role.id()))) {
                verbs.add("read");
            }
            for (Policy.Verb verb : Policy.Verb.values()) {
                if (register.policy().rules(verb).stream()
                        .anyMatch(rule -> rule.role().equals(role.id()))) {
                    verbs.add(verb.name().toLowerCase(Locale.ROOT));
                }
            }
            if (!verbs.isEmpty()) {
                may.add(new May(register.id(), words.name("register", register.id()), verbs));
            }
        }
        List<Named> givenBy =
                role.givenBy().stream().sorted().map(id -> named("role", id)).toList();
        return new RoleLine(role.id(), words.name("role", role.id()), role.pack(), role.operator(), givenBy, may);
    }

    private List<ExceptionLine> exceptions() {
        List<ExceptionLine> lines = new ArrayList<>();
        for (Pack pack : model.packs()) {
            for (Exemption exemption : pack.exceptions()) {
                Register register = registers.find(exemption.register());
                Field field = register == null ? null : register.field(exemption.field());
                if (register != null && field != null) {
                    lines.add(new ExceptionLine(
                            use(register, field),
                            named("element", exemption.element()),
                            exemption.reason(),
                            exemption.authority(),
                            exemption.until()));
                }
            }
        }
        for (Register register : registers.registers().values()) {
            register.kept().forEach(kept -> {
                if (kept.local() != null) {
                    lines.add(new ExceptionLine(use(register, kept), null, kept.local(), null, null));
                }
            });
        }
        return lines;
    }

    ElementPage elementPage(Element element) {
        Datum datum = element.datum();
        return new ElementPage(
                element(element),
                words.name("pack", element.pack()),
                datum.max() > 0 ? datum.max() : null,
                codesOf(datum),
                datum.format() == null ? null : named("format", datum.format().id()),
                refOf(datum),
                datum.mask().start(),
                datum.mask().end(),
                uses(element.id()));
    }

    private @Nullable Named codesOf(Datum datum) {
        return datum.codes() == null ? null : named("codes", datum.codes().id());
    }

    private @Nullable Named refOf(Datum datum) {
        return datum.ref() == null ? null : named("register", datum.ref());
    }

    RegisterPage registerPage(Register register) {
        return new RegisterPage(
                register.id(),
                words.name("register", register.id()),
                register.pack(),
                words.name("pack", register.pack()),
                register.tree() != null,
                register.identity().stream()
                        .map(fields -> labels(register, fields))
                        .toList(),
                register.fields().values().stream().map(this::field).toList(),
                register.checks().keySet().stream()
                        .map(id -> new Named(id, words.name("check." + register.id(), id)))
                        .toList(),
                rules(register));
    }

    private FieldLine field(Field field) {
        Datum datum = field.datum();
        Field.Kept kept = field instanceof Field.Kept own ? own : null;
        return new FieldLine(
                field.id(),
                words.field(field),
                kind(field),
                type(datum),
                field instanceof Field.Stored stored && stored.required(),
                kept != null && kept.unique(),
                datum.sensitivity().name(),
                datum.standard(),
                field.element(),
                kept == null ? null : kept.local(),
                switch (field) {
                    case Field.Kept any -> null;
                    case Field.Followed followed -> source(followed.register(), followed.source());
                    case Field.Proposed proposed -> source(proposed.register(), proposed.source());
                },
                codesOf(datum),
                refOf(datum));
    }

    private Use source(String register, String field) {
        Register there = registers.require(register);
        return use(there, there.require(field));
    }

    private List<Rule> rules(Register register) {
        List<Rule> rules = new ArrayList<>();
        for (Policy.Read rule : register.policy().read()) {
            List<String> clear = register.fields().values().stream()
                    .filter(field -> rule.clear().contains(field.id()))
                    .filter(field -> field.datum().sensitivity().masked())
                    .map(words::field)
                    .toList();
            rules.add(new Rule(
                    "read", named("role", rule.role()), where(rule.where()), some(register, rule.fields()), clear));
        }
        for (Policy.Verb verb : Policy.Verb.values()) {
            for (Policy.Write rule : register.policy().rules(verb)) {
                rules.add(new Rule(
                        verb.name().toLowerCase(Locale.ROOT),
                        named("role", rule.role()),
                        where(rule.where()),
                        verb == Policy.Verb.RETIRE ? null : some(register, rule.fields()),
                        List.of()));
            }
        }
        return rules;
    }

    private static @Nullable String where(@Nullable Expression where) {
        return where == null ? null : where.text();
    }

    private @Nullable List<String> some(Register register, Set<String> fields) {
        Set<String> writable = new HashSet<>(register.fields().keySet());
        return fields.containsAll(writable)
                ? null
                : labels(
                        register,
                        register.fields().keySet().stream()
                                .filter(fields::contains)
                                .toList());
    }

    private List<String> labels(Register register, List<String> fields) {
        return fields.stream().map(id -> words.field(register.require(id))).toList();
    }

    private Named named(String kind, String id) {
        return new Named(id, words.name(kind, id));
    }
}

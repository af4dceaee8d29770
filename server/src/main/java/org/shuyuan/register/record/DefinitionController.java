package org.shuyuan.register.record;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Model;
import org.shuyuan.pack.Texts;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Authority;
import org.shuyuan.platform.Authority.Kind;
import org.shuyuan.platform.Messages;
import org.shuyuan.register.model.CodeSet;
import org.shuyuan.register.model.Datum;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Policy.Verb;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.model.ValueType;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** What the node's registers are, in the reader's language: what pages are made from. */
@RestController
class DefinitionController {

    private final Model model;
    private final Registers registers;
    private final Clock clock;

    DefinitionController(Model model, Clock clock) {
        this.model = model;
        this.registers = model.part(Registers.class);
        this.clock = clock;
    }

    /** The registers in which the actor sees anything. */
    @GetMapping("/api/registers")
    @Authority(value = Kind.CHECKED, because = "the register's policy")
    Map<String, Object> registers(
            Actor actor,
            @RequestHeader(value = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String accept) {
        String language = Messages.language(accept);
        List<Map<String, Object>> seen = new ArrayList<>();
        Policies policies = policies(actor);
        for (Register register : registers.registers().values()) {
            Rights rights = policies.rights(register);
            if (rights.seesAnything()) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("id", register.id());
                one.put("label", texts().say(language, "register." + register.id()));
                one.put("pack", register.pack());
                one.put("packLabel", texts().say(language, "pack." + register.pack()));
                one.put("mayCreate", rights.mayEver(Verb.CREATE));
                one.put("spine", register.spine());
                one.put("mayChange", rights.mayEver(Verb.CHANGE));
                one.put(
                        "attention",
                        register.attention().stream()
                                .map(name -> condition(register, name, language))
                                .toList());
                one.put("mayImport", rights.mayEver(Verb.CREATE) || rights.mayEver(Verb.CHANGE));
                seen.add(one);
            }
        }
        return Map.of("registers", seen);
    }

    @GetMapping("/api/registers/{register}")
    @Authority(value = Kind.CHECKED, because = "the register's policy")
    Map<String, @Nullable Object> register(
            @PathVariable("register") String id,
            Actor actor,
            @RequestHeader(value = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String accept) {
        String language = Messages.language(accept);
        Register register = Addresses.register(registers, id);
        Policies policies = policies(actor);
        policies.requireSight(register);
        Rights rights = policies.rights(register);
        Map<String, @Nullable Object> said = new LinkedHashMap<>();
        said.put("id", id);
        said.put("label", texts().say(language, "register." + id));
        said.put("title", register.title());
        said.put("tree", register.tree());
        said.put(
                "period",
                register.period() == null
                        ? null
                        : List.of(register.period().from(), register.period().until()));
        List<Field> seen = register.fields().values().stream()
                .filter(field -> !rights.readable(field, "t").text().equals(Rights.NEVER))
                .toList();
        said.put(
                "fields",
                seen.stream().map(field -> field(field, rights, language)).toList());
        said.put(
                "groups",
                register.groups().entrySet().stream()
                        .map(group -> Map.of(
                                "id",
                                group.getKey(),
                                "label",
                                texts().say(language, "group." + id + "." + group.getKey()),
                                "fields",
                                group.getValue()))
                        .toList());
        Set<String> ids = seen.stream().map(Field::id).collect(Collectors.toSet());
        said.put("checks", FormRules.checks(register, ids, texts(), language));
        said.put(
                "when",
                register.conditions().keySet().stream()
                        .map(name -> condition(register, name, language))
                        .toList());
        said.put("mayChange", rights.mayEver(Verb.CHANGE));
        said.put("mayRetire", rights.mayEver(Verb.RETIRE));
        said.put("mayCreate", rights.mayEver(Verb.CREATE));
        said.put("mayImport", rights.mayEver(Verb.CREATE) || rights.mayEver(Verb.CHANGE));
        return said;
    }

    private Map<String, String> condition(Register register, String name, String language) {
        return Map.of("id", name, "label", texts().say(language, "when." + register.id() + "." + name));
    }

    private Map<String, @Nullable Object> field(Field field, Rights rights, String language) {
        Datum datum = field.datum();
        Map<String, @Nullable Object> said = new LinkedHashMap<>();
        said.put("id", field.id());
        said.put("label", texts().say(language, field.label()));
        said.put("type", datum.type().name().toLowerCase(Locale.ROOT));
        CodeSet codes = datum.codes();
        if (codes != null) {
            said.put("code", codes.id());
            said.put("codeShort", codes.byCode().size() <= CodeController.SHORT);
        }
        if (datum.ref() != null) {
            said.put("ref", datum.ref());
        }
        said.put("many", field.many());
        said.put("required", field instanceof Field.Stored stored && stored.required());
        said.put("mayCreate", field instanceof Field.Stored && rights.mayEverTouch(Verb.CREATE, field));
        said.put("mayChange", field instanceof Field.Stored && rights.mayEverTouch(Verb.CHANGE, field));
        said.put("preset", field instanceof Field.Kept kept ? kept.preset() : null);
        if (datum.type() == ValueType.TEXT) {
            said.put("max", datum.max());
            said.put("format", FormRules.format(datum.format(), texts(), language));
        }
        if (datum.type() == ValueType.DECIMAL || datum.type() == ValueType.MONEY) {
            said.put("scale", datum.scale());
        }
        said.put("sort", field.sort());
        said.put("filter", field.indexed());
        said.put("search", field instanceof Field.Kept kept && kept.search());
        said.put("sensitivity", datum.sensitivity().name());
        said.put("element", field.element());
        said.put("standard", datum.standard());
        said.put(
                "kind",
                switch (field) {
                    case Field.Kept kept -> kept.element() == null ? "local" : "kept";
                    case Field.Followed followed -> "followed";
                    case Field.Proposed proposed -> "proposed";
                });
        if (field instanceof Field.Followed followed) {
            said.put(
                    "source",
                    Map.of(
                            "register",
                            followed.register(),
                            "label",
                            texts().say(language, "register." + followed.register()),
                            "field",
                            followed.source(),
                            "by",
                            followed.through()));
        }
        return said;
    }

    private Texts texts() {
        return model.texts();
    }

    private Policies policies(Actor actor) {
        return new Policies(registers, actor, LocalDate.now(clock));
    }
}

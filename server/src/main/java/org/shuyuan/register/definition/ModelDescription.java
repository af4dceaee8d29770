package org.shuyuan.register.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.shuyuan.expression.Expression;
import org.shuyuan.register.model.CodeSet;
import org.shuyuan.register.model.Datum;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Format;
import org.shuyuan.register.model.Policy;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;

/** The registers' part of the model in plain maps, lists and texts: readable, complete, in a fixed order. */
final class ModelDescription {

    private ModelDescription() {}

    static Map<String, Object> of(Registers registers) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("formats", each(registers.formats(), ModelDescription::format));
        all.put("codes", each(registers.codes(), ModelDescription::codes));
        all.put("elements", each(registers.elements(), element -> datum(element.datum())));
        all.put(
                "roles",
                each(
                        registers.roles(),
                        role -> (role.operator() ? "operator" : "granted")
                                + (role.audits() ? " audits" : "")
                                + (role.givenBy().isEmpty() ? "" : " by " + new TreeSet<>(role.givenBy()))));
        all.put("registers", each(registers.registers(), ModelDescription::register));
        return all;
    }

    private static <T> Map<String, Object> each(Map<String, T> map, java.util.function.Function<T, Object> describe) {
        Map<String, Object> described = new LinkedHashMap<>();
        map.forEach((id, value) -> described.put(id, describe.apply(value)));
        return described;
    }

    private static Object format(Format format) {
        return format.pattern() + " " + format.checksum() + " "
                + format.parts().stream()
                        .map(part -> part.from() + "-" + part.to()
                                + (part.codes() == null
                                        ? " date"
                                        : " " + part.codes().id())
                                + (part.onFrom() == 0 ? "" : " on " + part.onFrom() + "-" + part.onTo()))
                        .toList();
    }

    private static Object codes(CodeSet set) {
        List<String> lines = new ArrayList<>();
        lines.add(set.standard() + " " + set.version());
        set.byCode()
                .values()
                .forEach(entries -> entries.forEach(entry -> lines.add(String.join(
                        " ",
                        entry.code(),
                        "<" + text(entry.parent()),
                        text(entry.from()) + "/" + text(entry.until()),
                        entry.label("zh-CN"),
                        entry.label("en")))));
        return lines;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static Map<String, Object> datum(Datum datum) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("type", datum.type().name());
        switch (datum.type()) {
            case TEXT -> {
                said.put("max", datum.max());
                if (datum.format() != null) {
                    said.put("format", datum.format().id());
                }
            }
            case DECIMAL -> said.put("scale", datum.scale());
            case CODE ->
                said.put(
                        datum.abolishedToo() ? "codes ever" : "codes",
                        datum.codes() == null ? "" : datum.codes().id());
            case REF -> said.put("ref", text(datum.ref()));
            case INTEGER, MONEY, DATE, TIME, INSTANT, BOOLEAN -> {}
        }
        said.put(
                "sensitivity",
                datum.sensitivity().name()
                        + (datum.identifying() ? " identifying" : "")
                        + (datum.sensitivity().masked()
                                ? " mask " + datum.mask().start() + ","
                                        + datum.mask().end()
                                : ""));
        if (datum.standard() != null) {
            said.put("standard", datum.standard());
        }
        return said;
    }

    private static Map<String, Object> register(Register register) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("pack", register.pack());
        said.put("title", register.title());
        said.put("case", register.caseType());
        said.put("spine", text(register.spine()));
        said.put("tree", text(register.tree()));
        said.put(
                "period",
                register.period() == null
                        ? List.of()
                        : List.of(register.period().from(), register.period().until()));
        said.put("identity", register.identity());
        said.put("noOverlap", register.noOverlap());
        said.put("fields", each(register.fields(), ModelDescription::field));
        said.put("groups", register.groups());
        said.put("when", each(register.conditions(), Expression::text));
        said.put("attention", register.attention());
        said.put("checks", each(register.checks(), Expression::text));
        said.put(
                "read",
                register.policy().read().stream()
                        .map(rule -> rule.role() + where(rule.where()) + " " + new TreeSet<>(rule.fields()) + " clear "
                                + new TreeSet<>(rule.clear()))
                        .toList());
        for (Policy.Verb verb : Policy.Verb.values()) {
            said.put(
                    verb.name(),
                    register.policy().rules(verb).stream()
                            .map(rule -> rule.role() + where(rule.where()) + " " + new TreeSet<>(rule.fields()))
                            .toList());
        }
        return said;
    }

    private static String where(@Nullable Expression where) {
        return where == null ? "" : " where " + where.text();
    }

    private static Object field(Field field) {
        Map<String, Object> said = new LinkedHashMap<>();
        switch (field) {
            case Field.Kept kept -> {
                said.put("kept", kept.element() == null ? "local: " + kept.local() : kept.element());
                said.put("rules", rules(kept));
                if (kept.preset() != null) {
                    said.put("default", kept.preset());
                }
                if (kept.createOnImport() != null) {
                    said.put("createOnImport", new java.util.TreeMap<>(kept.createOnImport()));
                }
                if (kept.element() == null) {
                    said.put("datum", datum(kept.datum()));
                }
            }
            case Field.Followed followed -> {
                said.put("followed", followed.through() + " → " + followed.register() + "." + followed.source());
                said.put("rules", rules(followed));
            }
            case Field.Proposed proposed -> {
                said.put("proposed", proposed.register() + "." + proposed.source());
                said.put("rules", proposed.required() ? "required" : "");
            }
        }
        return said;
    }

    private static String rules(Field.Followed followed) {
        return followed.sort() ? "sort" + (followed.filter() ? " filter" : "") : followed.filter() ? "filter" : "";
    }

    private static String rules(Field.Kept kept) {
        List<String> rules = new ArrayList<>();
        if (kept.required()) {
            rules.add("required");
        }
        if (kept.unique()) {
            rules.add("unique");
        }
        if (kept.neverReissued()) {
            rules.add("never_reissued");
        }
        if (kept.sort()) {
            rules.add("sort");
        }
        if (kept.filter()) {
            rules.add("filter");
        }
        if (kept.search()) {
            rules.add("search");
        }
        if (kept.many()) {
            rules.add("many");
        }
        return String.join(" ", rules);
    }
}

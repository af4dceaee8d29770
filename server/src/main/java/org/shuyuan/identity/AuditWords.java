package org.shuyuan.identity;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Model;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Messages;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.record.Reads;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Says evidence in words: what was done to what, which fields it concerned. Of values of records it knows none. */
@Component
class AuditWords {

    /** Words of the evidence's detail that are told as they are; others stay where they are. */
    private static final List<String> TOLD =
            List.of("address", "since", "until", "day", "rows", "created", "changed", "format");

    /** Words of an export's query that say how the list is shown, not what is in it. */
    private static final Set<String> MANNER = Set.of("sort", "retired", "at", "columns");

    private final Registers registers;
    private final Model model;
    private final Messages messages;
    private final Places places;
    private final Reads reads;
    private final RoleLabels roles;

    AuditWords(Registers registers, Model model, Messages messages, Places places, Reads reads, RoleLabels roles) {
        this.registers = registers;
        this.model = model;
        this.messages = messages;
        this.places = places;
        this.reads = reads;
        this.roles = roles;
    }

    /**
     * One thing that was done.
     *
     * @param actor null where it was done on the node's own machine
     * @param account with which the actor signs in
     * @param action its word, and {@code label} what it is called
     * @param subject the register, or another word such as {@code account}
     * @param record to which it was done
     * @param title of the record; null where the reader may not see it, or there is none
     * @param records how many were shown at once
     * @param fields which were shown, or by which a list was narrowed
     */
    record Entry(
            UUID id,
            OffsetDateTime at,
            @Nullable UUID actor,
            String name,
            @Nullable String account,
            String action,
            String label,
            String subject,
            String subjectLabel,
            @Nullable UUID record,
            @Nullable String title,
            @Nullable Integer records,
            List<String> fields,
            List<String> narrowed,
            List<Fact> facts,
            @Nullable String reason) {}

    /** Something else to know of it. */
    record Fact(String label, String value) {}

    List<Entry> of(List<Audit.Row> rows, Actor reader, String language) {
        Map<UUID, String> titles = titles(rows, reader);
        return rows.stream().map(row -> entry(row, titles, language)).toList();
    }

    private Map<UUID, String> titles(List<Audit.Row> rows, Actor reader) {
        Map<String, Set<UUID>> byRegister = new HashMap<>();
        Set<UUID> granted = new LinkedHashSet<>();
        for (Audit.Row row : rows) {
            if (row.record() != null && registers.find(row.subject()) != null) {
                byRegister
                        .computeIfAbsent(row.subject(), any -> new LinkedHashSet<>())
                        .add(row.record());
            }
            if (row.subject().equals("account") && detail(row).get("at") instanceof JsonNode at) {
                granted.add(UUID.fromString(at.asString()));
            }
        }
        Map<UUID, String> titles = new HashMap<>(places.titles().apply(granted));
        byRegister.forEach((register, ids) -> titles.putAll(reads.titles(registers.require(register), ids, reader)));
        return titles;
    }

    private static JsonNode detail(Audit.Row row) {
        return row.detail() == null
                ? JsonMapper.shared().createObjectNode()
                : JsonMapper.shared().readTree(row.detail());
    }

    private Entry entry(Audit.Row row, Map<UUID, String> titles, String language) {
        JsonNode detail = detail(row);
        Register register = registers.find(row.subject());
        String title = row.record() == null ? null : titles.get(row.record());
        JsonNode records = detail.get("records");
        return new Entry(
                row.id(),
                row.at(),
                row.actor(),
                row.name(),
                row.account(),
                row.action(),
                action(language, row.action()),
                row.subject(),
                register == null
                        ? say(language, "subject." + row.subject())
                        : model.texts().say(language, "register." + register.id()),
                row.record(),
                row.holder() != null ? row.holder() : title,
                records != null && records.isArray() ? records.size() : null,
                labels(register, names(detail.get("fields")), language),
                labels(register, narrowed(detail.get("query")), language),
                facts(detail, titles, language),
                row.reason());
    }

    private static List<String> names(@Nullable JsonNode array) {
        List<String> names = new ArrayList<>();
        if (array != null && array.isArray()) {
            array.forEach(each -> names.add(each.asString()));
        }
        return names;
    }

    private static List<String> narrowed(@Nullable JsonNode query) {
        return query == null
                ? List.of()
                : query.propertyNames().stream()
                        .map(name -> name.replaceFirst("\\..*$", ""))
                        .filter(name -> !MANNER.contains(name))
                        .distinct()
                        .toList();
    }

    private List<String> labels(@Nullable Register register, List<String> fields, String language) {
        return fields.stream()
                .map(name -> {
                    Field field = register == null ? null : register.field(name);
                    return field == null
                            ? say(language, "narrowed." + name)
                            : model.texts().say(language, field.label());
                })
                .toList();
    }

    private List<Fact> facts(JsonNode detail, Map<UUID, String> titles, String language) {
        List<Fact> facts = new ArrayList<>();
        if (detail.get("role") instanceof JsonNode role) {
            facts.add(new Fact(say(language, "fact.role"), roles.say(language, role.asString())));
        }
        if (detail.get("at") instanceof JsonNode at) {
            String title = titles.get(UUID.fromString(at.asString()));
            if (title != null) {
                facts.add(new Fact(say(language, "fact.at"), title));
            }
        }
        TOLD.stream()
                .filter(detail::has)
                .map(word -> new Fact(
                        say(language, "fact." + word),
                        Objects.requireNonNull(detail.get(word)).asString()))
                .forEach(facts::add);
        return facts;
    }

    /** What happens to organisations is called as where it is done. */
    private String action(String language, String action) {
        String said = messages.say(language, "action." + action, Map.of());
        String event = "event." + action;
        return said.equals("action." + action)
                ? orOther(messages.say(language, event, Map.of()), event, language)
                : said;
    }

    private String orOther(String said, String key, String language) {
        return said.equals(key) ? say(language, "action.other") : said;
    }

    private String say(String language, String key) {
        return orOther(messages.say(language, key, Map.of()), key, language);
    }
}

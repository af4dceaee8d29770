package org.shuyuan.organisation;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.FieldFault;
import org.shuyuan.platform.Problem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An event as it is asked for. What a kind needs and lacks is a fault that names the member. */
final class EventRequest {

    private static final List<String> COMMON = List.of("kind", "day", "reason", "document");
    private static final int LONGEST = 500;

    private final JsonNode body;
    private final EventKind kind;
    private final LocalDate day;

    /** @param today no event lies after it */
    EventRequest(JsonNode body, LocalDate today) {
        this.body = body;
        this.kind = readKind();
        this.day = readDay(today);
        refuseStrangers();
    }

    EventKind kind() {
        return kind;
    }

    /** Since when it holds. */
    LocalDate day() {
        return day;
    }

    @Nullable
    String reason() {
        return text("reason");
    }

    /** The document that decided it. */
    @Nullable
    String document() {
        return text("document");
    }

    private EventKind readKind() {
        String written = requiredText("kind");
        return Arrays.stream(EventKind.values())
                .filter(each -> each.code().equals(written))
                .findFirst()
                .orElseThrow(() -> fault(
                        "kind",
                        written,
                        EventFault.EVENT_KIND,
                        Map.of(
                                "known",
                                Arrays.stream(EventKind.values())
                                        .map(EventKind::code)
                                        .toList())));
    }

    private LocalDate readDay(LocalDate today) {
        String written = text("day");
        try {
            LocalDate read = written == null ? today : LocalDate.parse(written);
            if (read.isAfter(today)) {
                throw fault("day", written, EventFault.EVENT_FUTURE, Map.of("today", today));
            }
            return read;
        } catch (DateTimeException wrong) {
            throw fault("day", written, EventFault.EVENT_DAY, Map.of());
        }
    }

    private void refuseStrangers() {
        for (String member : body.propertyNames()) {
            if (!COMMON.contains(member) && !kind.members().contains(member)) {
                List<String> known = new ArrayList<>(COMMON);
                known.addAll(new TreeSet<>(kind.members()));
                throw fault(member, null, EventFault.EVENT_MEMBER, Map.of("known", known));
            }
        }
    }

    private @Nullable String text(String member) {
        JsonNode node = body.get(member);
        if (node == null || node.isNull()) {
            return null;
        }
        String text = node.isContainer() ? null : node.asString().strip();
        if (text == null || text.length() > LONGEST) {
            throw fault(member, text, EventFault.EVENT_TEXT, Map.of("max", LONGEST));
        }
        return text.isEmpty() ? null : text;
    }

    String requiredText(String member) {
        String text = text(member);
        if (text == null) {
            throw missing(member);
        }
        return text;
    }

    boolean truth(String member) {
        return "true".equals(text(member));
    }

    @Nullable
    UUID id(String member) {
        String text = text(member);
        return text == null ? null : uuid(member, text);
    }

    UUID requiredId(String member) {
        return uuid(member, requiredText(member));
    }

    private static UUID uuid(String member, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException wrong) {
            throw fault(member, text, EventFault.EVENT_ID, Map.of());
        }
    }

    List<UUID> ids(String member) {
        List<UUID> ids = new ArrayList<>();
        for (JsonNode each : array(member)) {
            UUID id = uuid(member, each.asString(""));
            if (ids.contains(id)) {
                throw fault(member, id.toString(), EventFault.EVENT_TWICE, Map.of());
            }
            ids.add(id);
        }
        return ids;
    }

    private List<JsonNode> array(String member) {
        JsonNode node = body.get(member);
        if (node == null || node.isNull()) {
            return List.of();
        }
        if (!node.isArray()) {
            throw fault(member, null, EventFault.EVENT_LIST, Map.of());
        }
        return List.copyOf(node.values());
    }

    /** The values of a record, or null where none are given. */
    @Nullable
    ObjectNode values(String member) {
        JsonNode node = body.get(member);
        return node == null || node.isNull() ? null : object(member, node);
    }

    ObjectNode requiredValues(String member) {
        ObjectNode values = values(member);
        if (values == null) {
            throw missing(member);
        }
        return values;
    }

    List<ObjectNode> manyValues(String member) {
        return array(member).stream().map(each -> object(member, each)).toList();
    }

    private static ObjectNode object(String member, JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object.deepCopy();
        }
        throw fault(member, null, EventFault.EVENT_VALUES, Map.of());
    }

    static Problem missing(String member) {
        return fault(member, null, EventFault.EVENT_MISSING, Map.of());
    }

    static Problem fault(String member, @Nullable String value, EventFault code, Map<String, ?> parameters) {
        Map<String, Object> all = new java.util.HashMap<>(parameters);
        all.put("member", member);
        all.put("value", String.valueOf(value));
        return new Problem(
                EventError.INVALID_EVENT, Map.of(), List.of(new FieldFault(member, value, code.code(), all)), Map.of());
    }
}

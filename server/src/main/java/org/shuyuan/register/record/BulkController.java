package org.shuyuan.register.record;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Model;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Authority;
import org.shuyuan.platform.Authority.Kind;
import org.shuyuan.platform.Messages;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.HandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The same change of many records, and many new ones alike, over HTTP; it is rehearsed first, and what it would do is shown. */
@RestController
class BulkController {

    private static final String CHANGES = "/api/registers/{register}/changes";
    private static final String CREATIONS = "/api/registers/{register}/creations";

    /** Behind either: all of it is done, told, and undone. */
    private static final String REHEARSAL = "/rehearsal";

    private final Registers registers;
    private final BulkChange bulk;
    private final BulkCreation creation;
    private final Messages messages;

    BulkController(Model model, BulkChange bulk, BulkCreation creation, Messages messages) {
        this.registers = model.part(Registers.class);
        this.bulk = bulk;
        this.creation = creation;
        this.messages = messages;
    }

    /**
     * What is asked.
     *
     * @param values that all of the records get; without it they are retired if {@code retire} says so
     */
    record Body(
            @Nullable List<BulkChange.Chosen> records,
            @Nullable JsonNode values,
            @Nullable Boolean retire,
            @Nullable String reason) {}

    @PostMapping({CHANGES, CHANGES + REHEARSAL})
    @Authority(value = Kind.CHECKED, because = "the register's policy, record by record")
    Map<String, Object> change(
            @PathVariable("register") String id, @RequestBody Body body, Actor actor, HttpServletRequest request) {
        Register register = Addresses.register(registers, id);
        boolean retires = Boolean.TRUE.equals(body.retire());
        bulk.requireRight(register, retires, actor);
        List<BulkChange.Chosen> chosen = body.records() == null
                ? List.of()
                : body.records().stream().filter(Objects::nonNull).toList();
        if (chosen.isEmpty() || chosen.size() > BulkChange.MOST) {
            throw Addresses.bad("records", String.valueOf(chosen.size()), "1–" + BulkChange.MOST);
        }
        if (retires == (body.values() != null)) {
            throw Addresses.bad("values", String.valueOf(body.values()), "values / retire: true");
        }
        BulkChange.Change asked = new BulkChange.Change(chosen, body.values(), body.reason());
        BulkChange.Outcome outcome = bulk.carryOut(register, asked, rehearses(request), actor);
        String language = Messages.language(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        return Map.of(
                "changed",
                outcome.changed(),
                "unchanged",
                outcome.unchanged(),
                "refused",
                outcome.refused().stream()
                        .map(refused -> said(refused, language))
                        .toList());
    }

    /**
     * New records that are asked for.
     *
     * @param field the reference that they differ in
     * @param selected the parameters of the list of those that get a record each
     * @param values what all of them get
     */
    record Creations(
            @Nullable String field,
            @Nullable Map<String, String> selected,
            @Nullable ObjectNode values,
            @Nullable String reason) {}

    @PostMapping({CREATIONS, CREATIONS + REHEARSAL})
    @Authority(value = Kind.CHECKED, because = "the register's policy, record by record")
    Map<String, Object> create(
            @PathVariable("register") String id, @RequestBody Creations body, Actor actor, HttpServletRequest request) {
        Register register = Addresses.register(registers, id);
        Map<String, String> selected = new HashMap<>(Objects.requireNonNullElse(body.selected(), Map.of()));
        selected.values().removeIf(Objects::isNull);
        BulkCreation.Creation asked = new BulkCreation.Creation(
                Objects.requireNonNullElse(body.field(), ""),
                selected,
                Objects.requireNonNullElseGet(body.values(), JsonMapper.shared()::createObjectNode),
                body.reason());
        BulkCreation.Outcome outcome = creation.carryOut(register, asked, rehearses(request), actor);
        String language = Messages.language(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        return Map.of(
                "created",
                outcome.created(),
                "refused",
                outcome.refused().stream()
                        .map(refused -> {
                            Map<String, Object> said = said(refused, language);
                            said.put("title", outcome.titles().getOrDefault(refused.id(), ""));
                            return said;
                        })
                        .toList());
    }

    private static boolean rehearses(HttpServletRequest request) {
        Object address = Objects.requireNonNull(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        return address.toString().endsWith(REHEARSAL);
    }

    private Map<String, Object> said(BulkChange.Refused refused, String language) {
        List<String> reasons = refused.faults().isEmpty()
                ? List.of(messages.say(language, "problem." + refused.code(), refused.parameters()))
                : refused.faults().stream()
                        .map(fault -> messages.say(language, "fault." + fault.code(), fault.parameters()))
                        .toList();
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("id", refused.id());
        said.put("code", refused.code());
        said.put("reasons", reasons);
        return said;
    }
}

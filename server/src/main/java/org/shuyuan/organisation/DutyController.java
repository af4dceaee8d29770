package org.shuyuan.organisation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Model;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Authority;
import org.shuyuan.platform.Authority.Kind;
import org.shuyuan.platform.Messages;
import org.shuyuan.platform.Problem;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.record.Addresses;
import org.shuyuan.register.record.Reads;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Duties over HTTP: who answers for what at an organisation, and where nobody does. */
@RestController
@RequestMapping("/api/organisations")
class DutyController {

    private static final int MOST = 200;

    private final Duties duties;
    private final Registers registers;
    private final Reads reads;

    DutyController(Duties duties, Model model, Reads reads) {
        this.duties = duties;
        this.registers = model.part(Registers.class);
        this.reads = reads;
    }

    /** Who answers for each kind of duty here: whoever holds it here, or nearest above. */
    @GetMapping("/{id}/duties")
    @Authority(value = Kind.CHECKED, because = "the policies of organisations and of duties")
    Map<String, Object> of(
            @PathVariable UUID id,
            Actor actor,
            @RequestHeader(value = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String accept) {
        String language = Messages.language(accept);
        var spine = registers.spine(Spine.CONTRACT);
        if (spine == null) {
            throw new Problem(EventError.NO_SPINE, Map.of());
        }
        reads.requireSeen(spine, id, actor);
        List<Map<String, @Nullable Object>> told = new ArrayList<>();
        duties.of(id, actor).forEach((kind, holder) -> {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("kind", kind.code());
            one.put("label", kind.label(language));
            one.put("own", holder.isPresent() && holder.get().organisation().equals(id));
            one.put(
                    "duty",
                    holder.map(held -> JsonMapper.shared()
                                    .readTree(reads.detail(duties.register(), held.id(), null, actor)))
                            .orElse(null));
            told.add(one);
        });
        return Map.of("duties", told);
    }

    /** How many organisations lack a holder of their own, by kind; and with {@code kind}, which. */
    @GetMapping("/duties/empty")
    @Authority(value = Kind.CHECKED, because = "the policies of organisations and of duties")
    Map<String, Object> empty(
            @RequestParam(required = false) @Nullable UUID under,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable UUID after,
            Actor actor,
            @RequestHeader(value = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String accept) {
        String language = Messages.language(accept);
        if (kind != null) {
            duties.requireKind(kind);
            List<Duties.Empty> found = duties.empty(kind, under, after, MOST + 1, actor);
            return Map.of(
                    "organisations",
                    found.stream().limit(MOST).map(DutyController::said).toList(),
                    "more",
                    found.size() > MOST);
        }
        List<Map<String, Object>> kinds = new ArrayList<>();
        duties.countEmpty(under, actor)
                .forEach((entry, count) -> kinds.add(Map.of(
                        "kind",
                        entry.code(),
                        "label",
                        entry.label(language),
                        "count",
                        Math.min(count, Duties.COUNTED),
                        "capped",
                        count > Duties.COUNTED)));
        return Map.of("kinds", kinds);
    }

    /** A mark for each of some organisations: how many at and under it lack a holder of some duty. */
    @GetMapping("/duties/empty/counts")
    @Authority(value = Kind.CHECKED, because = "the policies of organisations and of duties")
    Map<String, Object> gaps(@RequestParam List<UUID> at, Actor actor) {
        if (at.size() > MOST) {
            throw Addresses.bad("at", String.valueOf(at.size()), "1–" + MOST);
        }
        List<Map<String, Object>> counts = new ArrayList<>();
        duties.countGaps(at, actor)
                .forEach((id, count) -> counts.add(
                        Map.of("id", id, "count", Math.min(count, Duties.MARKED), "capped", count > Duties.MARKED)));
        return Map.of("counts", counts);
    }

    private static Map<String, @Nullable Object> said(Duties.Empty empty) {
        Map<String, @Nullable Object> said = new LinkedHashMap<>();
        said.put("id", empty.id());
        said.put("title", empty.title());
        said.put(
                "resolved",
                empty.resolved() == null
                        ? null
                        : Map.of("id", empty.resolved(), "title", String.valueOf(empty.resolvedTitle())));
        return said;
    }
}

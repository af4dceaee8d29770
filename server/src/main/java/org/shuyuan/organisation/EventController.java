package org.shuyuan.organisation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Authority;
import org.shuyuan.platform.Authority.Kind;
import org.shuyuan.platform.Messages;
import org.shuyuan.platform.PlatformError;
import org.shuyuan.platform.Problem;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Events of organisations over HTTP: rehearsed first, then carried out, and withdrawn if they were a mistake. */
@RestController
@RequestMapping("/api/organisations")
class EventController {

    private final Events events;
    private final Messages messages;

    EventController(Events events, Messages messages) {
        this.events = events;
        this.messages = messages;
    }

    /** Tells what an event would bring about; nothing is kept. */
    @PostMapping("/events/rehearsal")
    @Authority(value = Kind.CHECKED, because = "the register's policy, for every record that the event touches")
    Map<String, @Nullable Object> rehearse(
            @RequestBody JsonNode body,
            Actor actor,
            @RequestHeader(value = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String accept) {
        return said(events.rehearse(body, signedIn(actor)), accept);
    }

    @PostMapping("/events")
    @ResponseStatus(HttpStatus.CREATED)
    @Authority(value = Kind.CHECKED, because = "the register's policy, for every record that the event touches")
    Map<String, @Nullable Object> carryOut(
            @RequestBody JsonNode body,
            Actor actor,
            @RequestHeader(value = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String accept) {
        return said(events.carryOut(body, signedIn(actor)), accept);
    }

    /** @param reason why it was a mistake */
    record Withdrawal(@Nullable String reason) {}

    @PostMapping("/events/{id}/withdrawal")
    @Authority(value = Kind.CHECKED, because = "the register's policy, for every record that the event touched")
    Map<String, @Nullable Object> withdraw(
            @PathVariable UUID id,
            @RequestBody Withdrawal body,
            Actor actor,
            @RequestHeader(value = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String accept) {
        return said(events.withdraw(id, body.reason(), signedIn(actor)), accept);
    }

    /** Tells what the withdrawal would bring about; nothing is kept. */
    @PostMapping("/events/{id}/withdrawal/rehearsal")
    @Authority(value = Kind.CHECKED, because = "the register's policy, for every record that the event touched")
    Map<String, @Nullable Object> rehearseWithdrawal(
            @PathVariable UUID id,
            Actor actor,
            @RequestHeader(value = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String accept) {
        return said(events.rehearseWithdrawal(id, signedIn(actor)), accept);
    }

    @GetMapping("/{id}/events")
    @Authority(value = Kind.CHECKED, because = "the register's policy")
    Map<String, Object> of(
            @PathVariable UUID id,
            Actor actor,
            @RequestHeader(value = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String accept) {
        String language = Messages.language(accept);
        return Map.of(
                "events",
                events.of(id, actor).stream()
                        .map(told -> said(told, language, actor))
                        .toList());
    }

    private Map<String, @Nullable Object> said(Events.Told told, String language, Actor actor) {
        EventLog.Entry entry = told.entry();
        Map<String, @Nullable Object> said = new LinkedHashMap<>();
        said.put("id", entry.id());
        said.put("kind", entry.kind());
        said.put("title", messages.say(language, "event." + entry.kind(), Map.of()));
        said.put("day", entry.day());
        said.put("document", entry.document());
        said.put("at", entry.at());
        said.put("withdrawn", entry.withdrawn());
        said.put("records", told.records());
        said.put("heirs", told.heirs());
        if (actor.signedIn()) {
            said.put("reason", entry.reason());
            said.put("by", entry.name());
            said.put("withdrawnBy", entry.withdrawnBy());
            said.put("withdrawalReason", entry.withdrawalReason());
        }
        return said;
    }

    private Map<String, @Nullable Object> said(Events.Outcome outcome, @Nullable String accept) {
        String language = Messages.language(accept);
        List<Map<String, String>> effects = outcome.effects().stream()
                .map(effect -> Map.of(
                        "code",
                        effect.code(),
                        "message",
                        messages.say(language, "effect." + effect.code(), effect.parameters())))
                .toList();
        Map<String, @Nullable Object> said = new LinkedHashMap<>();
        said.put("id", outcome.id());
        said.put("effects", effects);
        return said;
    }

    private static Actor signedIn(Actor actor) {
        if (!actor.signedIn()) {
            throw new Problem(PlatformError.NOT_SIGNED_IN, Map.of());
        }
        return actor;
    }
}

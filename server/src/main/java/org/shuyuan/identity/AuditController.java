package org.shuyuan.identity;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Authority;
import org.shuyuan.platform.Authority.Kind;
import org.shuyuan.platform.Messages;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who did what, and who read what. */
@RestController
class AuditController {

    private final Audit audit;
    private final AuditWords words;

    AuditController(Audit audit, AuditWords words) {
        this.audit = audit;
        this.words = words;
    }

    /** @param from the first day that was looked into, or null for all */
    record Page(
            List<AuditWords.Entry> entries,
            @Nullable UUID next,
            @Nullable LocalDate from) {}

    @GetMapping("/api/evidence")
    @Authority(value = Kind.CHECKED, because = "the own account's, else only within a role that audits")
    Page read(
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(defaultValue = "") List<String> action,
            @RequestParam(required = false) @Nullable UUID record,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String language,
            Actor reader) {
        String who = actor == null || actor.isBlank() ? null : actor.strip();
        Audit.Found found = audit.read(new Audit.Asked(who, action, record, from, to, after), reader);
        List<Audit.Row> page =
                found.rows().subList(0, Math.min(Audit.PAGE, found.rows().size()));
        return new Page(
                words.of(page, reader, Messages.language(language)),
                found.rows().size() > Audit.PAGE ? page.getLast().id() : null,
                found.from());
    }
}

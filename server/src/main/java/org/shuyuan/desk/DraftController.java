package org.shuyuan.desk;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Model;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Authority;
import org.shuyuan.platform.Authority.Kind;
import org.shuyuan.platform.Problem;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.record.RecordError;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The drafts of whoever asks, each under the id of the record that it is about, or that it is to become. */
@RestController
class DraftController {

    private static final String BECAUSE = "one's own drafts, which nobody else sees";

    private final Registers registers;
    private final Drafts drafts;
    private final Clock clock;

    DraftController(Model model, Drafts drafts, Clock clock) {
        this.registers = model.part(Registers.class);
        this.drafts = drafts;
        this.clock = clock;
    }

    @GetMapping("/api/drafts")
    @Authority(value = Kind.SIGNED_IN, because = BECAUSE)
    Map<String, Object> drafts(Actor actor) {
        return Map.of("drafts", drafts.of(actor));
    }

    @GetMapping("/api/drafts/{register}/{record}")
    @Authority(value = Kind.SIGNED_IN, because = BECAUSE)
    ResponseEntity<Drafts.Kept> draft(
            @PathVariable("register") String register, @PathVariable("record") UUID record, Actor actor) {
        return drafts.find(known(register), record, actor)
                .map(ResponseEntity::ok)
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    /**
     * A draft to keep.
     *
     * @param version of the record that the change began from; null where the record is still to be made
     * @param title what it is about, for its owner
     * @param reason why the record is changed
     */
    record Body(
            @Nullable Integer version,
            @Nullable String title,
            @Nullable String reason,
            @Nullable JsonNode values) {}

    @PutMapping("/api/drafts/{register}/{record}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Authority(value = Kind.SIGNED_IN, because = BECAUSE)
    void keep(
            @PathVariable("register") String register,
            @PathVariable("record") UUID record,
            @RequestBody Body body,
            Actor actor) {
        if (body.values() == null || !body.values().isObject()) {
            throw new Problem(DeskError.DRAFT_WITHOUT_VALUES, Map.of());
        }
        String title = body.title() == null ? "" : body.title();
        Drafts.Kept draft = new Drafts.Kept(body.version(), body.reason(), body.values(), clock.instant());
        drafts.keep(known(register), record, title, draft, actor);
    }

    @DeleteMapping("/api/drafts/{register}/{record}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Authority(value = Kind.SIGNED_IN, because = BECAUSE)
    void drop(@PathVariable("register") String register, @PathVariable("record") UUID record, Actor actor) {
        drafts.drop(known(register), record, actor);
    }

    private String known(String register) {
        if (registers.find(register) == null) {
            throw new Problem(RecordError.UNKNOWN_REGISTER, Map.of("register", register));
        }
        return register;
    }
}

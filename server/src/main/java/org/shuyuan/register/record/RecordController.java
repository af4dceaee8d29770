package org.shuyuan.register.record;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Model;
import org.shuyuan.pack.Texts;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Authority;
import org.shuyuan.platform.Authority.Kind;
import org.shuyuan.platform.Messages;
import org.shuyuan.platform.Problem;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Records over HTTP. */
@RestController
@RequestMapping("/api/registers/{register}/records")
class RecordController {

    private static final byte[] COMMA = {','};

    private final Registers registers;
    private final Records records;
    private final Reads reads;
    private final Histories histories;
    private final Referrers referrers;
    private final Soundness soundness;
    private final Texts texts;

    RecordController(
            Model model, Records records, Reads reads, Histories histories, Referrers referrers, Soundness soundness) {
        this.registers = model.part(Registers.class);
        this.records = records;
        this.reads = reads;
        this.histories = histories;
        this.referrers = referrers;
        this.soundness = soundness;
        this.texts = model.texts();
    }

    @GetMapping
    @Authority(value = Kind.CHECKED, because = "the register's policy")
    void list(
            @PathVariable("register") String register,
            @RequestParam Map<String, String> parameters,
            Actor actor,
            HttpServletResponse response)
            throws IOException {
        Reads.Page page = reads.list(register(register), parameters, actor);
        OutputStream out = json(response);
        out.write("{\"records\":[".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < page.records().size(); i++) {
            out.write(i == 0 ? new byte[0] : COMMA);
            out.write(page.records().get(i));
        }
        out.write(("],\"next\":" + (page.next() == null ? "null" : '"' + page.next() + '"') + ",\"count\":"
                        + count(page.count()) + "}")
                .getBytes(StandardCharsets.UTF_8));
    }

    private static String count(@Nullable Long count) {
        return count == null
                ? "null"
                : "{\"value\":" + Math.min(count, RecordSql.COUNTED) + ",\"capped\":" + (count > RecordSql.COUNTED)
                        + "}";
    }

    @GetMapping("/{id}")
    @Authority(value = Kind.CHECKED, because = "the register's policy")
    void detail(
            @PathVariable("register") String register,
            @PathVariable("id") String id,
            @RequestParam(value = "at", required = false) @Nullable String at,
            @RequestParam(value = Columns.PARAMETER, required = false) @Nullable String columns,
            Actor actor,
            HttpServletResponse response)
            throws IOException {
        Instant moment = RecordQueryParser.instant("at", at);
        byte[] record = reads.detail(register(register), id(id), moment, columns, actor);
        json(response).write(record);
    }

    private static OutputStream json(HttpServletResponse response) throws IOException {
        response.setContentType("application/json;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        return response.getOutputStream();
    }

    @GetMapping("/{id}/history")
    @Authority(value = Kind.CHECKED, because = "the register's policy")
    Map<String, Object> history(@PathVariable("register") String register, @PathVariable("id") String id, Actor actor) {
        return Map.of("versions", histories.of(register(register), id(id), actor));
    }

    /** Which records refer to this one: a page links to them. */
    @GetMapping("/{id}/referrers")
    @Authority(value = Kind.CHECKED, because = "the register's policy, and that of each register that refers")
    Map<String, Object> referrers(
            @PathVariable("register") String register, @PathVariable("id") String id, Actor actor) {
        Register to = register(register);
        reads.requireSeen(to, id(id), actor);
        return Map.of(
                "referrers",
                referrers.of(to, id(id), actor).stream()
                        .map(referring -> Map.of(
                                "register",
                                referring.register().id(),
                                "field",
                                referring.field().id(),
                                "count",
                                Math.min(referring.count(), RecordSql.COUNTED),
                                "capped",
                                referring.count() > RecordSql.COUNTED))
                        .toList());
    }

    /** What is amiss with the record, in words. */
    @GetMapping("/{id}/findings")
    @Authority(value = Kind.CHECKED, because = "the register's policy")
    Map<String, Object> findings(
            @PathVariable("register") String register,
            @PathVariable("id") String id,
            Actor actor,
            @RequestHeader(value = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String accept) {
        Register in = register(register);
        reads.requireSeen(in, id(id), actor);
        Soundness.Findings findings = soundness.of(in, id(id), actor);
        String language = Messages.language(accept);
        return Map.of(
                "checks",
                said(findings.checks(), "check." + in.id() + ".", language),
                "attention",
                said(findings.attention(), "when." + in.id() + ".", language));
    }

    private List<Map<String, String>> said(List<String> names, String key, String language) {
        return names.stream()
                .map(name -> Map.of("id", name, "label", texts.say(language, key + name)))
                .toList();
    }

    /**
     * What a write brings.
     *
     * @param id that a new record is to have, or none
     * @param version the version that the writer has seen; not for a new record
     * @param reason why, as it will stand in the history
     */
    record Body(
            @Nullable UUID id,
            @Nullable Integer version,
            @Nullable JsonNode values,
            @Nullable String reason) {}

    @PostMapping
    @Authority(value = Kind.CHECKED, because = "the register's policy")
    ResponseEntity<byte[]> create(@PathVariable("register") String register, @RequestBody Body body, Actor actor) {
        Register into = register(register);
        return answer(
                into,
                body.id(),
                HttpStatus.CREATED,
                actor,
                () -> records.create(into, body.id(), values(body), body.reason(), actor));
    }

    @PutMapping("/{id}")
    @Authority(value = Kind.CHECKED, because = "the register's policy")
    ResponseEntity<byte[]> change(
            @PathVariable("register") String register,
            @PathVariable("id") String id,
            @RequestBody Body body,
            Actor actor) {
        Register in = register(register);
        return answer(
                in,
                id(id),
                HttpStatus.OK,
                actor,
                () -> records.change(in, id(id), body.version(), values(body), body.reason(), actor));
    }

    @PostMapping("/{id}/retirement")
    @Authority(value = Kind.CHECKED, because = "the register's policy")
    ResponseEntity<byte[]> retire(
            @PathVariable("register") String register,
            @PathVariable("id") String id,
            @RequestBody Body body,
            Actor actor) {
        Register in = register(register);
        return answer(
                in,
                id(id),
                HttpStatus.OK,
                actor,
                () -> records.retire(in, id(id), body.version(), body.reason(), actor));
    }

    private static JsonNode values(Body body) {
        return Objects.requireNonNullElseGet(body.values(), JsonMapper.shared()::createObjectNode);
    }

    private interface Write {
        Records.Written run();
    }

    private ResponseEntity<byte[]> answer(
            Register register, @Nullable UUID id, HttpStatus status, Actor actor, Write write) {
        try {
            return answer(register, write.run(), status, actor);
        } catch (Records.Stale stale) {
            JsonNode present =
                    JsonMapper.shared().readTree(reads.detail(register, Objects.requireNonNull(id), null, actor));
            throw new Problem(stale.code(), Map.of("version", stale.version()), List.of(), Map.of("present", present));
        }
    }

    /** The record as the actor sees it afterwards; nothing but id and version where it went out of sight. */
    private ResponseEntity<byte[]> answer(Register register, Records.Written written, HttpStatus status, Actor actor) {
        byte[] json;
        try {
            json = reads.detail(register, written.id(), null, actor);
        } catch (Problem outOfSight) {
            json = JsonMapper.shared().writeValueAsBytes(written);
        }
        return ResponseEntity.status(status)
                .header("Content-Type", "application/json;charset=UTF-8")
                .header("Location", "/api/registers/" + register.id() + "/records/" + written.id())
                .body(json);
    }

    private Register register(String id) {
        return Addresses.register(registers, id);
    }

    private static UUID id(String text) {
        return Addresses.id(text, RecordError.UNKNOWN_RECORD);
    }
}

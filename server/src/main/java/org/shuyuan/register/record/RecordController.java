package org.shuyuan.register.record;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Model;
import org.shuyuan.pack.Texts;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Authority;
import org.shuyuan.platform.Authority.Kind;
import org.shuyuan.platform.Messages;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Records and what belongs to them, to be read over HTTP. */
@RestController
@RequestMapping("/api/registers/{register}/records")
class RecordController {

    private static final byte[] COMMA = {','};

    private final Registers registers;
    private final Reads reads;
    private final Histories histories;
    private final Referrers referrers;
    private final Soundness soundness;
    private final Texts texts;

    RecordController(Model model, Reads reads, Histories histories, Referrers referrers, Soundness soundness) {
        this.registers = model.part(Registers.class);
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

    private Register register(String id) {
        return Addresses.register(registers, id);
    }

    private static UUID id(String text) {
        return Addresses.id(text, RecordError.UNKNOWN_RECORD);
    }
}

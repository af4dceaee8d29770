package org.shuyuan.register.record;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Model;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Authority;
import org.shuyuan.platform.Authority.Kind;
import org.shuyuan.platform.Problem;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Records made, changed and retired over HTTP; each is answered as its writer sees it afterwards. */
@RestController
@RequestMapping("/api/registers/{register}/records")
class RecordWriteController {

    private final Registers registers;
    private final Records records;
    private final Reads reads;

    RecordWriteController(Model model, Records records, Reads reads) {
        this.registers = model.part(Registers.class);
        this.records = records;
        this.reads = reads;
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

package org.shuyuan.register.imports;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.shuyuan.platform.Ids;
import org.shuyuan.platform.Messages;
import org.shuyuan.platform.PlatformError;
import org.shuyuan.platform.Problem;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.record.RecordError;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Imports over HTTP. */
@RestController
@RequestMapping("/api/registers/{register}/imports")
class ImportController {

    private static final int MOST = 1000;

    private final Registers registers;
    private final Imports imports;
    private final Messages messages;
    private final ImportAnswers answers;

    ImportController(Model model, Imports imports, Messages messages) {
        this.registers = model.part(Registers.class);
        this.imports = imports;
        this.messages = messages;
        this.answers = new ImportAnswers(imports, messages);
    }

    /** The body is the file itself, whatever its content type; so parameters are read from the address only. */
    @PostMapping
    @Authority(value = Kind.CHECKED, because = "the register's policy, before the file is read and again row by row")
    ResponseEntity<Map<String, @Nullable Object>> upload(
            @PathVariable("register") String id, Actor actor, HttpServletRequest request) throws IOException {
        Register register = register(id);
        imports.requireRight(register, actor);
        ImportOptions options = UploadParameters.of(request.getQueryString());
        UUID importId = Ids.next();
        Upload.receive(request, imports.newFile(importId));
        ImportState state = imports.start(register, importId, options, actor);
        return ResponseEntity.accepted()
                .location(URI.create("/api/registers/" + register.id() + "/imports/" + importId))
                .body(answers.of(state, language(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE))));
    }

    /** Takes a file and waits to be told what its columns are. */
    @PostMapping("/held")
    @Authority(value = Kind.CHECKED, because = "the register's policy: only who may write here")
    ResponseEntity<Map<String, @Nullable Object>> hold(
            @PathVariable("register") String id, Actor actor, HttpServletRequest request) throws IOException {
        Register register = register(id);
        imports.requireRight(register, actor);
        ImportOptions options = UploadParameters.of(request.getQueryString());
        UUID importId = Ids.next();
        Upload.receive(request, imports.newFile(importId));
        ImportState state = imports.hold(register, importId, options, actor);
        return ResponseEntity.status(HttpStatus.CREATED)
                .location(URI.create("/api/registers/" + register.id() + "/imports/" + importId))
                .body(answers.of(state, language(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE))));
    }

    /** Tells how the file that is kept of an import would be read. */
    @GetMapping("/{import}/preview")
    @Authority(value = Kind.CHECKED, because = "shows rows only to who brought them, not to who operates the node")
    Map<String, @Nullable Object> preview(
            @PathVariable("register") String id,
            @PathVariable("import") String importId,
            Actor actor,
            HttpServletRequest request) {
        Register register = register(id);
        ImportState state = imports.findOwn(register, uuid(importId), actor);
        ImportOptions options = UploadParameters.of(request.getQueryString());
        return answers.of(
                imports.preview(register, state, options, actor),
                language(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)));
    }

    /** Does it with the file that was kept: the dry run, another one, or the real one. */
    @PostMapping("/{import}/entry")
    @Authority(value = Kind.CHECKED, because = "the register's policy, and only for who brought the file")
    ResponseEntity<Map<String, @Nullable Object>> enter(
            @PathVariable("register") String id,
            @PathVariable("import") String importId,
            Actor actor,
            HttpServletRequest request) {
        Register register = register(id);
        ImportState before = imports.findOwn(register, uuid(importId), actor);
        ImportState state = imports.again(register, before, UploadParameters.of(request.getQueryString()), actor);
        return ResponseEntity.accepted()
                .body(answers.of(state, language(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE))));
    }

    /** Tells how a file would be read; nothing of it is kept. */
    @PostMapping("/preview")
    @Authority(value = Kind.CHECKED, because = "the register's policy: only who may write here")
    Map<String, @Nullable Object> preview(@PathVariable("register") String id, Actor actor, HttpServletRequest request)
            throws IOException {
        Register register = register(id);
        imports.requireRight(register, actor);
        ImportOptions options = UploadParameters.of(request.getQueryString());
        Path file = Files.createTempFile(imports.directory(), "preview-", ".file");
        try {
            Upload.receive(request, file);
            String language = language(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
            return answers.of(imports.preview(register, file, options, actor), language);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** The rows that were wrong, each with its reasons, as a workbook that goes in again once mended. */
    @GetMapping("/{import}/faults.xlsx")
    @Authority(value = Kind.CHECKED, because = "shows rows only to who brought them, not to who operates the node")
    void mend(
            @PathVariable("register") String id,
            @PathVariable("import") String importId,
            Actor actor,
            @RequestHeader(value = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String accept,
            HttpServletResponse response)
            throws IOException {
        Register register = register(id);
        ImportState state = imports.findOwn(register, uuid(importId), actor);
        String language = language(accept);
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(
                                messages.say(language, "imports.mend.sheet", Map.of()) + ".xlsx",
                                StandardCharsets.UTF_8)
                        .build()
                        .toString());
        new FaultWorkbook(imports, messages, language)
                .write(state, imports.keptRows(state), response.getOutputStream());
    }

    @GetMapping
    @Authority(Kind.SIGNED_IN)
    Map<String, Object> mine(
            @PathVariable("register") String id,
            Actor actor,
            @RequestHeader(value = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String accept) {
        if (!actor.signedIn()) {
            throw new Problem(PlatformError.NOT_SIGNED_IN, Map.of());
        }
        return Map.of(
                "imports",
                imports.mine(register(id), actor).stream()
                        .map(state -> answers.of(state, language(accept)))
                        .toList());
    }

    @GetMapping("/{import}")
    @Authority(value = Kind.CHECKED, because = "shows an import only to who began it")
    Map<String, @Nullable Object> one(
            @PathVariable("register") String id,
            @PathVariable("import") String importId,
            Actor actor,
            @RequestHeader(value = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String accept) {
        return answers.of(imports.find(register(id), uuid(importId), actor), language(accept));
    }

    @GetMapping("/{import}/faults")
    @Authority(value = Kind.CHECKED, because = "shows an import only to who began it")
    Map<String, @Nullable Object> faults(
            @PathVariable("register") String id,
            @PathVariable("import") String importId,
            @RequestParam(value = "code", required = false) @Nullable String code,
            @RequestParam(value = "field", required = false) @Nullable String field,
            @RequestParam(value = "after", required = false) @Nullable String after,
            @RequestParam(value = "size", defaultValue = "100") String size,
            Actor actor,
            @RequestHeader(value = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String accept) {
        if (!size.matches("[1-9][0-9]{0,3}") || Integer.parseInt(size) > MOST) {
            throw new Problem(ImportError.IMPORT_PARAMETER, Map.of("parameter", "size", "expected", "1 … " + MOST));
        }
        ImportState state = imports.find(register(id), uuid(importId), actor);
        int most = Integer.parseInt(size);
        List<Imports.Fault> faults = imports.faults(state, code, field, after, most + 1);
        List<Map<String, @Nullable Object>> page = new ArrayList<>();
        faults.stream().limit(most).forEach(fault -> page.add(answers.of(fault, language(accept))));
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("faults", page);
        body.put("next", faults.size() > most ? faults.get(most - 1).place() : null);
        return body;
    }

    /** What kinds of faults there are, the most frequent first. */
    @GetMapping("/{import}/faults/kinds")
    @Authority(value = Kind.CHECKED, because = "shows an import only to who began it")
    Map<String, Object> kinds(
            @PathVariable("register") String id,
            @PathVariable("import") String importId,
            Actor actor,
            @RequestHeader(value = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String accept) {
        ImportState state = imports.find(register(id), uuid(importId), actor);
        return Map.of(
                "kinds",
                imports.kinds(state).stream()
                        .map(kind -> answers.of(kind, language(accept)))
                        .toList());
    }

    /** Asks it to stop, and of one that doesn't run deletes the kept file; how it ended is seen soon after. */
    @DeleteMapping("/{import}")
    @Authority(value = Kind.CHECKED, because = "shows an import only to who began it")
    ResponseEntity<Void> cancel(
            @PathVariable("register") String id, @PathVariable("import") String importId, Actor actor) {
        imports.cancel(imports.find(register(id), uuid(importId), actor));
        return ResponseEntity.accepted().build();
    }

    private static String language(@Nullable String accept) {
        return Messages.language(accept);
    }

    private Register register(String id) {
        Register register = registers.find(id);
        if (register == null) {
            throw new Problem(RecordError.UNKNOWN_REGISTER, Map.of("register", id));
        }
        return register;
    }

    private static UUID uuid(String text) {
        try {
            if (text.length() == 36) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException wrong) {
            throw new Problem(ImportError.UNKNOWN_IMPORT, Map.of());
        }
        throw new Problem(ImportError.UNKNOWN_IMPORT, Map.of());
    }
}

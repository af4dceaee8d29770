package org.shuyuan.register.imports;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Model;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Authority;
import org.shuyuan.platform.Authority.Kind;
import org.shuyuan.platform.Ids;
import org.shuyuan.platform.Messages;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.record.Addresses;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What begins and ends imports, over HTTP. */
@RestController
@RequestMapping("/api/registers/{register}/imports")
class ImportController {

    private final Registers registers;
    private final Imports imports;
    private final ImportReports reports;
    private final Previews previews;
    private final ImportFiles files;
    private final ImportAnswers answers;

    ImportController(
            Model model,
            Imports imports,
            ImportReports reports,
            Previews previews,
            ImportSettings settings,
            Messages messages) {
        this.registers = model.part(Registers.class);
        this.imports = imports;
        this.reports = reports;
        this.previews = previews;
        this.files = settings.files();
        this.answers = new ImportAnswers(reports, messages);
    }

    /** The body is the file itself, whatever its content type; so parameters are read from the address only. */
    @PostMapping
    @Authority(value = Kind.CHECKED, because = "the register's policy, before the file is read and again row by row")
    ResponseEntity<Map<String, @Nullable Object>> upload(
            @PathVariable("register") String id, Actor actor, HttpServletRequest request) throws IOException {
        return take(id, imports::start, HttpStatus.ACCEPTED, actor, request);
    }

    /** Takes a file and waits to be told what its columns are. */
    @PostMapping("/held")
    @Authority(value = Kind.CHECKED, because = "the register's policy: only who may write here")
    ResponseEntity<Map<String, @Nullable Object>> hold(
            @PathVariable("register") String id, Actor actor, HttpServletRequest request) throws IOException {
        return take(id, imports::hold, HttpStatus.CREATED, actor, request);
    }

    private interface Taking {
        ImportState take(Register register, UUID id, ImportOptions options, Actor actor);
    }

    private ResponseEntity<Map<String, @Nullable Object>> take(
            String id, Taking taking, HttpStatus status, Actor actor, HttpServletRequest request) throws IOException {
        Register register = register(id);
        imports.requireRight(register, actor);
        ImportOptions options = UploadParameters.of(request.getQueryString());
        UUID importId = Ids.next();
        Upload.receive(request, files.newFile(importId));
        ImportState state = taking.take(register, importId, options, actor);
        return ResponseEntity.status(status)
                .location(URI.create("/api/registers/" + register.id() + "/imports/" + importId))
                .body(answers.of(state, language(request)));
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
        ImportState state = reports.findOwn(register, uuid(importId), actor);
        ImportOptions options = UploadParameters.of(request.getQueryString());
        return answers.of(previews.of(register, state, options, actor), language(request));
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
        ImportState before = reports.findOwn(register, uuid(importId), actor);
        ImportState state = imports.again(register, before, UploadParameters.of(request.getQueryString()), actor);
        return ResponseEntity.accepted().body(answers.of(state, language(request)));
    }

    /** Tells how a file would be read; nothing of it is kept. */
    @PostMapping("/preview")
    @Authority(value = Kind.CHECKED, because = "the register's policy: only who may write here")
    Map<String, @Nullable Object> preview(@PathVariable("register") String id, Actor actor, HttpServletRequest request)
            throws IOException {
        Register register = register(id);
        imports.requireRight(register, actor);
        ImportOptions options = UploadParameters.of(request.getQueryString());
        Path file = Files.createTempFile(files.directory(), "preview-", ".file");
        try {
            Upload.receive(request, file);
            return answers.of(previews.of(register, file, options, actor), language(request));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Asks it to stop, and of one that doesn't run deletes the kept file; how it ended is seen soon after. */
    @DeleteMapping("/{import}")
    @Authority(value = Kind.CHECKED, because = "shows an import only to who began it")
    ResponseEntity<Void> cancel(
            @PathVariable("register") String id, @PathVariable("import") String importId, Actor actor) {
        imports.cancel(reports.find(register(id), uuid(importId), actor));
        return ResponseEntity.accepted().build();
    }

    private static String language(HttpServletRequest request) {
        return Messages.language(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    }

    private Register register(String id) {
        return Addresses.register(registers, id);
    }

    private static UUID uuid(String text) {
        return Addresses.id(text, ImportError.UNKNOWN_IMPORT);
    }
}

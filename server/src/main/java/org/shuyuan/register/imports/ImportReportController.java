package org.shuyuan.register.imports;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import org.shuyuan.platform.PlatformError;
import org.shuyuan.platform.Problem;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.record.Addresses;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is told of imports, over HTTP. */
@RestController
@RequestMapping("/api/registers/{register}/imports")
class ImportReportController {

    private static final int MOST = 1000;

    private final Registers registers;
    private final ImportReports reports;
    private final Messages messages;
    private final ImportAnswers answers;

    ImportReportController(Model model, ImportReports reports, Messages messages) {
        this.registers = model.part(Registers.class);
        this.reports = reports;
        this.messages = messages;
        this.answers = new ImportAnswers(reports, messages);
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
                reports.mine(Addresses.register(registers, id), actor).stream()
                        .map(state -> answers.of(state, Messages.language(accept)))
                        .toList());
    }

    @GetMapping("/{import}")
    @Authority(value = Kind.CHECKED, because = "shows an import only to who began it")
    Map<String, @Nullable Object> one(
            @PathVariable("register") String id,
            @PathVariable("import") String importId,
            Actor actor,
            @RequestHeader(value = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String accept) {
        return answers.of(
                reports.find(Addresses.register(registers, id), id(importId), actor), Messages.language(accept));
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
        ImportState state = reports.find(Addresses.register(registers, id), id(importId), actor);
        int most = Integer.parseInt(size);
        List<ImportReports.Fault> faults = reports.faults(state, code, field, after, most + 1);
        List<Map<String, @Nullable Object>> page = new ArrayList<>();
        faults.stream().limit(most).forEach(fault -> page.add(answers.of(fault, Messages.language(accept))));
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
        ImportState state = reports.find(Addresses.register(registers, id), id(importId), actor);
        return Map.of(
                "kinds",
                reports.kinds(state).stream()
                        .map(kind -> answers.of(kind, Messages.language(accept)))
                        .toList());
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
        Register register = Addresses.register(registers, id);
        ImportState state = reports.findOwn(register, id(importId), actor);
        String language = Messages.language(accept);
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
        new FaultWorkbook(reports, messages, language)
                .write(state, reports.keptRows(state), response.getOutputStream());
    }

    private static UUID id(String text) {
        return Addresses.id(text, ImportError.UNKNOWN_IMPORT);
    }
}

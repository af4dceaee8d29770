package org.shuyuan.register.imports;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Authority;
import org.shuyuan.platform.Authority.Kind;
import org.shuyuan.platform.Messages;
import org.shuyuan.platform.PlatformError;
import org.shuyuan.platform.Problem;
import org.shuyuan.register.exports.RunningExports;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Long work over HTTP: everybody sees the own; who operates the node also how much there is of others'. */
@RestController
class JobController {

    private final Imports imports;
    private final ImportReports reports;
    private final RunningExports exports;
    private final ImportAnswers answers;

    JobController(Imports imports, ImportReports reports, RunningExports exports, Messages messages) {
        this.imports = imports;
        this.reports = reports;
        this.exports = exports;
        this.answers = new ImportAnswers(reports, messages);
    }

    @GetMapping("/api/jobs")
    @Authority(Kind.SIGNED_IN)
    Map<String, @Nullable Object> mine(
            Actor actor,
            @RequestHeader(value = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String accept) {
        if (!actor.signedIn()) {
            throw new Problem(PlatformError.NOT_SIGNED_IN, Map.of());
        }
        String language = Messages.language(accept);
        Map<String, @Nullable Object> said = new LinkedHashMap<>();
        said.put(
                "imports",
                reports.mine(actor).stream()
                        .map(state -> answers.of(state, language))
                        .toList());
        said.put("exports", exports.of(actor).stream().map(JobController::said).toList());
        said.put(
                "all",
                reports.operates(actor)
                        ? Map.of(
                                "running", imports.running(),
                                "waiting", imports.waiting(),
                                "exports", exports.count())
                        : null);
        return said;
    }

    private static Map<String, Object> said(RunningExports.Export export) {
        return Map.of(
                "id", export.id(),
                "register", export.register(),
                "at", export.at(),
                "bytes", export.bytes());
    }
}

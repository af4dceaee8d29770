package org.shuyuan.register.exports;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Model;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Authority;
import org.shuyuan.platform.Authority.Kind;
import org.shuyuan.platform.Messages;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.record.Addresses;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Files of records, as a list would show all of them. */
@RestController
class ExportController {

    private final Model model;
    private final Exports exports;
    private final Clock clock;

    ExportController(Model model, Exports exports, Clock clock) {
        this.model = model;
        this.exports = exports;
        this.clock = clock;
    }

    @GetMapping("/api/registers/{register}/export")
    @Authority(value = Kind.CHECKED, because = "the register's policy")
    void export(
            @PathVariable("register") String id,
            @RequestParam Map<String, String> parameters,
            @RequestHeader(value = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String accept,
            @RequestParam(value = "in", required = false) @Nullable String asked,
            Actor actor,
            HttpServletResponse response)
            throws IOException {
        Register register = Addresses.register(model.part(Registers.class), id);
        String language = asked == null ? Messages.language(accept) : spoken(asked);
        Map<String, String> query = new LinkedHashMap<>(parameters);
        query.remove("in");
        Format format = Format.of(parameters.get("as"));
        Exports.Export export = exports.of(register, query, language, actor);
        response.setContentType(format.type());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, name(register, language, format));
        export.to(response.getOutputStream());
    }

    private static String spoken(String asked) {
        if (Messages.LANGUAGES.contains(asked)) {
            return asked;
        }
        throw Addresses.bad("in", asked, String.join("、", Messages.LANGUAGES));
    }

    private String name(Register register, String language, Format format) {
        String file = model.texts().say(language, "register." + register.id()) + " " + LocalDate.now(clock) + "."
                + format.word();
        return ContentDisposition.attachment()
                .filename(file, StandardCharsets.UTF_8)
                .build()
                .toString();
    }
}

package org.shuyuan.register.record;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Model;
import org.shuyuan.platform.Authority;
import org.shuyuan.platform.Authority.Kind;
import org.shuyuan.platform.Messages;
import org.shuyuan.platform.Problem;
import org.shuyuan.register.model.CodeSet;
import org.shuyuan.register.model.Registers;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What codes mean, in the reader's language. */
@RestController
class CodeController {

    /** Up to this many entries, a page shows all of a code set in a choice; in more, people look for one by its pinyin. */
    static final int SHORT = 20;

    private static final int MOST_FOUND = 100;

    private final Registers registers;
    private final CodeInitials initials;
    private final Clock clock;

    CodeController(Model model, CodeInitials initials, Clock clock) {
        this.registers = model.part(Registers.class);
        this.initials = initials;
        this.clock = clock;
    }

    /** Entries of a code set: the named codes, or those that a search finds, or all of a short set. */
    @GetMapping("/api/codes/{set}/entries")
    @Authority(value = Kind.ANYONE, because = "codes are public standards")
    Map<String, Object> entries(
            @PathVariable("set") String id,
            @RequestParam(value = "codes", required = false) @Nullable String codes,
            @RequestParam(value = "search", required = false) @Nullable String search,
            @RequestHeader(value = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String accept) {
        CodeSet set = registers.codes().get(id);
        if (set == null) {
            throw new Problem(RecordError.UNKNOWN_CODE_SET, Map.of("set", id));
        }
        String language = Messages.language(accept);
        LocalDate today = LocalDate.now(clock);
        Stream<String> wanted = codes != null ? Stream.of(codes.split(",")) : set.byCode().keySet().stream();
        List<Map<String, @Nullable Object>> entries = wanted.map(code ->
                        Optional.ofNullable(set.on(code, today)).or(() -> Optional.ofNullable(set.latest(code))))
                .flatMap(Optional::stream)
                .filter(entry -> search == null
                        || entry.code().startsWith(search)
                        || entry.label(language).contains(search)
                        || initials.match(set, entry, search))
                .limit(codes != null ? Long.MAX_VALUE : MOST_FOUND)
                .map(entry -> entry(entry, language))
                .toList();
        return Map.of("entries", entries);
    }

    private static Map<String, @Nullable Object> entry(CodeSet.Entry entry, String language) {
        Map<String, @Nullable Object> said = new LinkedHashMap<>();
        said.put("code", entry.code());
        said.put("label", entry.label(language));
        said.put("from", entry.from());
        said.put("until", entry.until());
        said.put("parent", entry.parent());
        return said;
    }
}

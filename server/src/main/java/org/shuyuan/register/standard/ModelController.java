package org.shuyuan.register.standard;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Model;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Authority;
import org.shuyuan.platform.Authority.Kind;
import org.shuyuan.platform.Messages;
import org.shuyuan.platform.Problem;
import org.shuyuan.register.model.CodeSet;
import org.shuyuan.register.model.Element;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.record.Addresses;
import org.shuyuan.register.record.RecordError;
import org.shuyuan.register.schema.ReleaseLog;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The model over HTTP: definitions only, never a record. */
@RestController
@RequestMapping("/api/model")
class ModelController {

    private static final String PUBLIC = "definitions are public; no record is in them";

    private final Model model;
    private final Registers registers;
    private final ReleaseLog releases;

    ModelController(Model model, ReleaseLog releases) {
        this.model = model;
        this.registers = model.part(Registers.class);
        this.releases = releases;
    }

    @GetMapping
    @Authority(value = Kind.ANYONE, because = PUBLIC)
    Overview overview(@RequestHeader(value = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String accept) {
        return Overview.of(model, words(accept));
    }

    @GetMapping("/elements/{id}")
    @Authority(value = Kind.ANYONE, because = PUBLIC)
    ElementPage element(
            @PathVariable String id,
            @RequestHeader(value = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String accept) {
        Element element = registers.elements().get(id);
        if (element == null) {
            throw new Problem(ModelError.UNKNOWN_ELEMENT, Map.of("element", id));
        }
        return ElementPage.of(element, registers, words(accept));
    }

    @GetMapping("/registers/{id}")
    @Authority(value = Kind.ANYONE, because = PUBLIC)
    RegisterPage register(
            @PathVariable String id,
            @RequestHeader(value = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String accept) {
        return RegisterPage.of(Addresses.register(registers, id), registers, words(accept));
    }

    @GetMapping("/codes/{id}")
    @Authority(value = Kind.ANYONE, because = PUBLIC)
    CodesPage codes(
            @PathVariable String id,
            @RequestParam(required = false, defaultValue = "") String search,
            @RequestHeader(value = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String accept) {
        CodeSet set = registers.codes().get(id);
        if (set == null) {
            throw new Problem(RecordError.UNKNOWN_CODE_SET, Map.of("set", id));
        }
        return CodesPage.of(set, search, words(accept));
    }

    @GetMapping("/releases")
    @Authority(value = Kind.ANYONE, because = PUBLIC)
    Map<String, List<ReleaseLog.Installed>> releases() {
        return Map.of("releases", releases.all());
    }

    @GetMapping("/releases/{from}/{to}")
    @Authority(value = Kind.ANYONE, because = PUBLIC)
    Map<String, List<ReleaseDiff.Difference>> difference(
            @PathVariable long from,
            @PathVariable long to,
            @RequestHeader(value = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String accept) {
        return Map.of(
                "differences",
                ReleaseDiff.between(model, Messages.language(accept), description(from), description(to)));
    }

    /** What was done to the tables; it may tell how many rows there are, so for operators only. */
    @GetMapping("/releases/{id}/steps")
    @Authority(value = Kind.CHECKED, because = "an operator's role, held everywhere")
    Map<String, List<ReleaseLog.Told>> steps(
            @PathVariable String id,
            Actor actor,
            @RequestHeader(value = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String accept) {
        Operators.require(registers, actor);
        return Map.of(
                "steps", releases.steps(number(id), Messages.language(accept)).orElseThrow(() -> unknown(id)));
    }

    /** Read after the reader's right was asked for, so that an address tells nobody else anything. */
    private static long number(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException wrong) {
            throw unknown(id);
        }
    }

    private String description(long release) {
        return releases.description(release).orElseThrow(() -> unknown(release));
    }

    private static Problem unknown(Object release) {
        return new Problem(ModelError.UNKNOWN_RELEASE, Map.of("release", release));
    }

    private Words words(@Nullable String accept) {
        return Words.of(model, Messages.language(accept));
    }
}

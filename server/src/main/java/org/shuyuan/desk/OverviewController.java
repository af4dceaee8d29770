package org.shuyuan.desk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Model;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Authority;
import org.shuyuan.platform.Authority.Kind;
import org.shuyuan.platform.Messages;
import org.shuyuan.register.model.Policy.Verb;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.record.Reads;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** What awaits somebody in the registers: how much is there to see, how much of it is in their care, and what of that asks for work. */
@RestController
class OverviewController {

    /** Up to this many a count is exact. */
    private static final long COUNTED = 1_000;

    /** A condition that no index serves is not worth more of the database's time than this, in seconds. */
    private static final int PATIENCE = 1;

    private final Model model;
    private final Registers registers;
    private final Reads reads;

    OverviewController(Model model, Reads reads) {
        this.model = model;
        this.registers = model.part(Registers.class);
        this.reads = reads;
    }

    @GetMapping("/api/overview")
    @Authority(value = Kind.SIGNED_IN, because = "counts what the actor sees, by each register's policy")
    Map<String, Object> overview(
            Actor actor,
            @RequestHeader(value = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String accept) {
        String language = Messages.language(accept);
        List<Map<String, @Nullable Object>> seen = new ArrayList<>();
        for (Register register : registers.registers().values()) {
            if (reads.seesAnything(register, actor)) {
                seen.add(of(register, actor, language));
            }
        }
        return Map.of("registers", seen);
    }

    private Map<String, @Nullable Object> of(Register register, Actor actor, String language) {
        Map<String, @Nullable Object> said = new LinkedHashMap<>();
        said.put("id", register.id());
        said.put("visible", count(register, Map.of(), actor));
        boolean cares = reads.mayEver(Verb.CHANGE, register, actor);
        said.put("changeable", cares ? count(register, Map.of("only", "changeable"), actor) : null);
        said.put(
                "broken",
                cares && !register.checks().isEmpty()
                        ? count(register, Map.of("only", "changeable,broken"), actor)
                        : null);
        said.put("attention", cares ? attention(register, actor, language) : List.of());
        return said;
    }

    private List<Map<String, @Nullable Object>> attention(Register register, Actor actor, String language) {
        List<Map<String, @Nullable Object>> asking = new ArrayList<>();
        for (String name : register.attention()) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("id", name);
            one.put("label", model.texts().say(language, "when." + register.id() + "." + name));
            one.put("count", count(register, Map.of("only", "changeable", "when", name), actor));
            asking.add(one);
        }
        return asking;
    }

    /** Null where counting took too long. */
    private @Nullable Map<String, Object> count(Register register, Map<String, String> parameters, Actor actor) {
        OptionalLong count = reads.count(register, parameters, PATIENCE, actor);
        return count.isEmpty()
                ? null
                : Map.of("value", Math.min(count.getAsLong(), COUNTED), "capped", count.getAsLong() > COUNTED);
    }
}

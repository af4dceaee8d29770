package org.shuyuan.register.record;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Model;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Authority;
import org.shuyuan.platform.Authority.Kind;
import org.shuyuan.platform.Problem;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.model.ValueType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The tree of a register on any day, level by level. */
@RestController
@RequestMapping("/api/registers/{register}/tree")
class TreeController {

    private static final int MOST = 200;

    private final Registers registers;
    private final Trees trees;
    private final Clock clock;

    TreeController(Model model, Trees trees, Clock clock) {
        this.registers = model.part(Registers.class);
        this.trees = trees;
        this.clock = clock;
    }

    /**
     * One level of the tree.
     *
     * @param under the record whose level it is; the top without it
     * @param day as {@code 2026-09-01}; today without it
     * @param after the record that the page before ended with
     */
    @GetMapping
    @Authority(value = Kind.CHECKED, because = "the register's policy")
    void below(
            @PathVariable("register") String id,
            @RequestParam(required = false) @Nullable String under,
            @RequestParam(required = false) @Nullable String day,
            @RequestParam(required = false) @Nullable String after,
            Actor actor,
            HttpServletResponse response)
            throws IOException {
        Register register = registers.find(id);
        if (register == null || register.tree() == null) {
            throw new Problem(RecordError.UNKNOWN_REGISTER, Map.of("register", id));
        }
        List<Trees.Node> nodes =
                trees.below(register, uuid("under", under), day(day), uuid("after", after), MOST + 1, actor);
        response.setContentType("application/json;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        OutputStream out = response.getOutputStream();
        out.write("{\"nodes\":[".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < Math.min(nodes.size(), MOST); i++) {
            out.write(((i == 0 ? "" : ",") + "{\"below\":" + nodes.get(i).below() + ",\"record\":")
                    .getBytes(StandardCharsets.UTF_8));
            out.write(nodes.get(i).json());
            out.write('}');
        }
        out.write(("],\"more\":" + (nodes.size() > MOST) + "}").getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable UUID uuid(String parameter, @Nullable String text) {
        return text == null ? null : Addresses.id(parameter, text);
    }

    private LocalDate day(@Nullable String text) {
        try {
            return text == null ? LocalDate.now(clock) : LocalDate.parse(text);
        } catch (DateTimeException wrong) {
            throw Addresses.bad("day", String.valueOf(text), Addresses.expected(ValueType.DATE));
        }
    }
}

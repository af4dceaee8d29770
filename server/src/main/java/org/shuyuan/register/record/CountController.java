package org.shuyuan.register.record;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.shuyuan.pack.Model;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Authority;
import org.shuyuan.platform.Authority.Kind;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How many records of a list there are for each value of a field. */
@RestController
class CountController {

    private final Registers registers;
    private final Counts counts;

    CountController(Model model, Counts counts) {
        this.registers = model.part(Registers.class);
        this.counts = counts;
    }

    /**
     * Counts what a list with the same parameters would show.
     *
     * @param by up to three fields, separated by commas
     * @param below with a first field that refers to a tree: counts of the subtrees directly under this record
     */
    @GetMapping("/api/registers/{register}/counts")
    @Authority(value = Kind.CHECKED, because = "the register's policy")
    void counts(
            @PathVariable("register") String id,
            @RequestParam(defaultValue = "") String by,
            @RequestParam(defaultValue = "") String below,
            @RequestParam Map<String, String> parameters,
            Actor actor,
            HttpServletResponse response)
            throws IOException {
        Register register = Addresses.register(registers, id);
        Map<String, String> list = new HashMap<>(parameters);
        list.keySet().removeAll(List.of("by", "below"));
        Counts.Answer answer = counts.of(register, new Counts.Asked(by, below, list), actor);
        response.setContentType("application/json;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        OutputStream out = response.getOutputStream();
        out.write(("{\"counts\":[" + String.join(",", answer.counts()) + "],\"more\":" + answer.more() + "}")
                .getBytes(StandardCharsets.UTF_8));
    }
}

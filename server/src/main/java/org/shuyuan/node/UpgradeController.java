package org.shuyuan.node;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Compilation;
import org.shuyuan.pack.Fault;
import org.shuyuan.pack.Model;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Authority;
import org.shuyuan.platform.Authority.Kind;
import org.shuyuan.platform.Messages;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.schema.Installer;
import org.shuyuan.register.schema.Plan;
import org.shuyuan.register.schema.ReleaseLog;
import org.shuyuan.register.standard.Operators;
import org.shuyuan.register.standard.ReleaseDiff;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** What the next start would do, with the packs as they lie in the node's own folders now. Nothing is changed. */
@RestController
class UpgradeController {

    private final NodeSettings settings;
    private final Model running;
    private final Installer installer;

    UpgradeController(NodeSettings settings, Model running, Installer installer) {
        this.settings = settings;
        this.running = running;
        this.installer = installer;
    }

    /**
     * @param state same, planned, refused (the steps tell what stands in the way) or faulty (the packs do not compile)
     * @param faults what the compiler said
     */
    record Upgrade(
            String state,
            List<String> faults,
            List<Refused> refused,
            List<ReleaseLog.Told> steps,
            List<ReleaseDiff.Difference> differences) {}

    record Refused(String description, String reason, String remedy) {}

    @GetMapping("/api/model/upgrade")
    @Authority(value = Kind.CHECKED, because = "an operator's role, held everywhere")
    synchronized Upgrade upgrade(
            Actor actor,
            @RequestHeader(value = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String accept) {
        Operators.require(running.part(Registers.class), actor);
        return switch (Engines.compile(settings.home(), settings.packs())) {
            case Compilation.Refused faulty ->
                new Upgrade(
                        "faulty", faulty.faults().stream().map(Fault::print).toList(), List.of(), List.of(), List.of());
            case Compilation.Compiled compiled -> planned(compiled.model(), Messages.language(accept));
        };
    }

    private Upgrade planned(Model next, String language) {
        Plan plan = installer.plan(next);
        boolean same = next.hash().equals(running.hash()) && plan.steps().isEmpty();
        List<Refused> refused = plan.refused().stream()
                .map(step -> new Refused(
                        step.what().in(language),
                        step.reason().in(language),
                        step.remedy().in(language)))
                .toList();
        return new Upgrade(
                same ? "same" : refused.isEmpty() ? "planned" : "refused",
                List.of(),
                refused,
                plan.steps().stream()
                        .map(step -> ReleaseLog.Noted.of(step).in(language))
                        .toList(),
                ReleaseDiff.between(next, language, running.description(), next.description()));
    }
}

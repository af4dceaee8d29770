package org.shuyuan.desk;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Model;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Authority;
import org.shuyuan.platform.Authority.Kind;
import org.shuyuan.platform.Problem;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.record.RecordError;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The views of a register's list that somebody saved or is shown by colleagues. */
@RestController
@RequestMapping("/api/registers/{register}/views")
class ViewController {

    private final Registers registers;
    private final SavedViews views;

    ViewController(Model model, SavedViews views) {
        this.registers = model.part(Registers.class);
        this.views = views;
    }

    @GetMapping
    @Authority(value = Kind.SIGNED_IN, because = "one's own views and those of colleagues")
    Map<String, Object> views(@PathVariable("register") String register, Actor actor) {
        return Map.of("views", views.of(known(register), actor));
    }

    /**
     * A view to save.
     *
     * @param at the organisation with whose people it is shared; without it, with everybody
     * @param below whether with those of all organisations below it, too
     */
    record Body(
            @Nullable String name,
            @Nullable String query,
            @Nullable Boolean shared,
            @Nullable UUID at,
            @Nullable Boolean below) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Authority(
            value = Kind.SIGNED_IN,
            because = "keeps what the actor alone says of lists; shares it where the actor holds a role")
    Map<String, Object> save(@PathVariable("register") String register, @RequestBody Body body, Actor actor) {
        String name = body.name() == null ? "" : body.name();
        String query = body.query() == null ? "" : body.query();
        SavedViews.Sharing sharing = Boolean.TRUE.equals(body.shared())
                ? new SavedViews.Sharing(body.at(), Boolean.TRUE.equals(body.below()))
                : null;
        return Map.of("id", views.save(known(register), name, query, sharing, actor));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Authority(value = Kind.SIGNED_IN, because = "only one's own")
    void remove(@PathVariable("register") String register, @PathVariable("id") UUID id, Actor actor) {
        views.remove(known(register), id, actor);
    }

    private String known(String register) {
        if (registers.find(register) == null) {
            throw new Problem(RecordError.UNKNOWN_REGISTER, Map.of("register", register));
        }
        return register;
    }
}

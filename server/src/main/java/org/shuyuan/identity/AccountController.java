package org.shuyuan.identity;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Authority;
import org.shuyuan.platform.Authority.Kind;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Accounts and what they hold, for those who may give it. */
@RestController
@RequestMapping("/api/accounts")
class AccountController {

    private final AccountOffice office;

    AccountController(AccountOffice office) {
        this.office = office;
    }

    /** @param at the record under which the role is to hold; without it, everywhere */
    record Given(
            @Nullable String role,
            @Nullable UUID at,
            @Nullable LocalDate since,
            @Nullable LocalDate until,
            @Nullable String reason) {}

    record NewAccount(
            @Nullable String account,
            @Nullable String name,
            @Nullable List<Given> grants) {}

    /** @param password told this once; its holder must choose another */
    record Made(UUID id, String account, String password) {}

    record Password(String password) {}

    record Id(UUID id) {}

    @GetMapping
    @Authority(value = Kind.CHECKED, because = "lists only accounts that the actor may keep")
    AccountOffice.Page list(
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable String after,
            Actor actor) {
        return office.list(actor, search, after);
    }

    @GetMapping("/{id}")
    @Authority(value = Kind.CHECKED, because = "may the actor keep the account?")
    AccountOffice.Kept one(@PathVariable UUID id, Actor actor) {
        return office.one(actor, id);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Authority(value = Kind.CHECKED, because = "may the actor give each role of the new account?")
    Made make(@RequestBody NewAccount wanted, Actor actor) {
        return office.make(actor, wanted);
    }

    @PostMapping("/{id}/password")
    @Authority(value = Kind.CHECKED, because = "may the actor keep the account?")
    Password renewPassword(@PathVariable UUID id, Actor actor) {
        return new Password(office.renewPassword(actor, id));
    }

    @PutMapping("/{id}/lock")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Authority(value = Kind.CHECKED, because = "may the actor keep the account?")
    void lock(@PathVariable UUID id, Actor actor) {
        office.lock(actor, id, true);
    }

    @DeleteMapping("/{id}/lock")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Authority(value = Kind.CHECKED, because = "may the actor keep the account?")
    void unlock(@PathVariable UUID id, Actor actor) {
        office.lock(actor, id, false);
    }

    @PostMapping("/{id}/grants")
    @ResponseStatus(HttpStatus.CREATED)
    @Authority(value = Kind.CHECKED, because = "may the actor give the role there?")
    Id give(@PathVariable UUID id, @RequestBody Given given, Actor actor) {
        return new Id(office.give(actor, id, given));
    }

    @DeleteMapping("/{id}/grants/{grant}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Authority(value = Kind.CHECKED, because = "may the actor give the role there?")
    void end(
            @PathVariable UUID id,
            @PathVariable UUID grant,
            @RequestParam(required = false) @Nullable String reason,
            Actor actor) {
        office.end(actor, id, grant, reason);
    }
}

package org.shuyuan.identity;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Authority;
import org.shuyuan.platform.Authority.Kind;
import org.shuyuan.platform.Messages;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Accounts and what they hold, for those who may give it. */
@RestController
@RequestMapping("/api/accounts")
class AccountController {

    private final AccountOffice office;
    private final KeptAccounts kept;

    AccountController(AccountOffice office, KeptAccounts kept) {
        this.office = office;
        this.kept = kept;
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

    record Holder(@Nullable UUID person, @Nullable String reason) {}

    @GetMapping
    @Authority(value = Kind.CHECKED, because = "lists only accounts that the actor may keep")
    KeptAccounts.Page list(
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String after,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String language,
            Actor actor) {
        return kept.list(actor, search.strip(), after, Messages.language(language));
    }

    /** What somebody who gives roles chooses from. */
    @GetMapping("/choices")
    @Authority(value = Kind.CHECKED, because = "names only roles that the actor may give")
    KeptAccounts.Choices choices(
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String language,
            Actor actor) {
        return kept.choices(actor, Messages.language(language));
    }

    @GetMapping("/{id}")
    @Authority(value = Kind.CHECKED, because = "may the actor keep the account?")
    KeptAccounts.Kept one(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String language,
            Actor actor) {
        return kept.one(actor, id, Messages.language(language));
    }

    /** Names the record of the account's holder, or none. */
    @PutMapping("/{id}/person")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Authority(value = Kind.CHECKED, because = "may the actor keep the account and see the person?")
    void name(@PathVariable UUID id, @RequestBody Holder holder, Actor actor) {
        office.name(actor, id, holder.person(), holder.reason());
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

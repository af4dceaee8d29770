package org.shuyuan.identity;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shuyuan.identity.AccountController.Given;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Evidence;
import org.shuyuan.platform.Problem;
import org.shuyuan.register.model.Registers;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps accounts and grants in the name of an actor: each step asks {@link Giving} first and leaves evidence. */
@Service
class AccountOffice {

    private static final int LONGEST_NAME = 60;

    private final KeptAccounts kept;
    private final Accounts accounts;
    private final Grants grants;
    private final Giving giving;
    private final Registers registers;
    private final Places places;
    private final Evidence evidence;
    private final Clock clock;

    AccountOffice(
            KeptAccounts kept,
            Accounts accounts,
            Grants grants,
            Giving giving,
            Registers registers,
            Places places,
            Evidence evidence,
            Clock clock) {
        this.kept = kept;
        this.accounts = accounts;
        this.grants = grants;
        this.giving = giving;
        this.registers = registers;
        this.places = places;
        this.evidence = evidence;
        this.clock = clock;
    }

    @Transactional
    AccountController.Made make(Actor actor, AccountController.NewAccount wanted) {
        giving.requireAny(actor);
        String name = required("account", wanted.account());
        String shown = required("name", wanted.name());
        if (!name.matches(PeopleEngine.ACCOUNT) || shown.length() > LONGEST_NAME) {
            throw new Problem(AccountError.ACCOUNT_NAME, Map.of("account", name));
        }
        List<Given> given = Objects.requireNonNullElse(wanted.grants(), List.of());
        if (given.isEmpty() && !giving.operates(actor)) {
            throw new Problem(AccountError.MISSING_MEMBER, Map.of("member", "grants"));
        }
        given.forEach(each -> check(actor, each));
        if (accounts.find(name).isPresent()) {
            throw new Problem(AccountError.ACCOUNT_TAKEN, Map.of("account", name));
        }
        String password = Passwords.generate();
        Accounts.Account made = accounts.create(name, shown, password, List.of());
        attest(actor, "account", made.id(), null, Map.of("account", name));
        given.forEach(each -> add(actor, made.id(), each));
        return new AccountController.Made(made.id(), name, password);
    }

    @Transactional
    String renewPassword(Actor actor, UUID account) {
        kept.requireKept(actor, account);
        attest(actor, "renew_password", account, null, Map.of());
        return accounts.renewPassword(account);
    }

    @Transactional
    void lock(Actor actor, UUID account, boolean locked) {
        kept.requireKept(actor, account);
        attest(actor, locked ? "lock" : "unlock", account, null, Map.of());
        accounts.lock(account, locked);
    }

    /** Says whose account it is; what is said of oneself in the registers may then be shown to its holder. */
    @Transactional
    void name(Actor actor, UUID account, @Nullable UUID person, @Nullable String reason) {
        kept.requireKept(actor, account);
        if (person != null && kept.person(actor, person) == null) {
            throw new Problem(AccountError.UNKNOWN_PERSON, Map.of());
        }
        attest(actor, "name_person", account, reason, person == null ? Map.of() : Map.of("person", person.toString()));
        accounts.name(account, person);
    }

    @Transactional
    UUID give(Actor actor, UUID account, Given given) {
        giving.requireAny(actor);
        check(actor, given);
        kept.requireKnown(account);
        return add(actor, account, given);
    }

    private void check(Actor actor, Given given) {
        String role = required("role", given.role());
        if (!registers.roles().containsKey(role)) {
            throw new Problem(
                    AccountError.UNKNOWN_ROLE,
                    Map.of(
                            "role",
                            role,
                            "known",
                            String.join("、", registers.roles().keySet())));
        }
        if (!giving.may(actor, new Actor.Grant(role, given.at()))) {
            throw new Problem(AccountError.NOT_YOURS_TO_GIVE, Map.of("role", role));
        }
        if (given.at() != null && places.title().apply(given.at()).isEmpty()) {
            throw new Problem(AccountError.UNKNOWN_PLACE, Map.of("at", given.at()));
        }
        if (given.until() != null && !given.until().isAfter(since(given))) {
            throw new Problem(AccountError.PERIOD_REVERSED, Map.of("since", since(given), "until", given.until()));
        }
    }

    private LocalDate since(Given given) {
        return given.since() == null ? LocalDate.now(clock) : given.since();
    }

    private UUID add(Actor actor, UUID account, Given given) {
        Actor.Grant grant = new Actor.Grant(String.valueOf(given.role()), given.at());
        attest(actor, "grant", account, given.reason(), detail(grant, since(given), given.until()));
        return grants.add(account, grant, since(given), given.until());
    }

    @Transactional
    void end(Actor actor, UUID account, UUID grant, @Nullable String reason) {
        Grants.Grant held = grants.find(grant)
                .filter(found -> found.account().equals(account))
                .filter(found -> giving.may(actor, new Actor.Grant(found.role(), found.at())))
                .orElseThrow(() -> new Problem(AccountError.UNKNOWN_GRANT, Map.of()));
        Actor.Grant ended = new Actor.Grant(held.role(), held.at());
        attest(actor, "end_grant", account, reason, detail(ended, held.since(), held.until()));
        grants.end(held);
    }

    /** What evidence tells of a grant. */
    static Map<String, Object> detail(Actor.Grant grant, LocalDate since, @Nullable LocalDate until) {
        Map<String, Object> detail = new HashMap<>();
        detail.put("role", grant.role());
        detail.put("since", since.toString());
        Stream.of(Map.entry("at", String.valueOf(grant.at())), Map.entry("until", String.valueOf(until)))
                .filter(entry -> !entry.getValue().equals("null"))
                .forEach(entry -> detail.put(entry.getKey(), entry.getValue()));
        return detail;
    }

    private void attest(Actor actor, String action, UUID account, @Nullable String reason, Map<String, ?> detail) {
        evidence.attest(actor, action, "account", account, reason, detail);
    }

    private static String required(String member, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new Problem(AccountError.MISSING_MEMBER, Map.of("member", member));
        }
        return value.strip();
    }
}

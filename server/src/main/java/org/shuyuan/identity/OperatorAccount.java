package org.shuyuan.identity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Messages;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.model.Role;
import org.springframework.stereotype.Service;

/** The account of who runs the node: holds every role that its pack gives to the operator, everywhere. */
@Service
public class OperatorAccount {

    public static final String NAME = "operator";

    private final Accounts accounts;
    private final Grants grants;
    private final Messages messages;

    OperatorAccount(Accounts accounts, Grants grants, Messages messages) {
        this.accounts = accounts;
        this.grants = grants;
        this.messages = messages;
    }

    /** Makes the account where it is missing, and gives it exactly the roles of this model. */
    public Optional<NewAccount> install(Registers registers) {
        List<String> roles = registers.roles().values().stream()
                .filter(Role::operator)
                .map(Role::id)
                .toList();
        Optional<Accounts.Account> existing = accounts.find(NAME);
        if (existing.isPresent()) {
            grants.holdEverywhere(existing.get().id(), roles);
            return Optional.empty();
        }
        String password = Passwords.generate();
        accounts.create(
                NAME,
                shown(),
                password,
                roles.stream().map(role -> new Actor.Grant(role, null)).toList());
        return Optional.of(new NewAccount(NAME, shown(), password, roles));
    }

    private String shown() {
        return messages.say(Messages.LANGUAGES.getFirst(), "account.operator", Map.of());
    }
}

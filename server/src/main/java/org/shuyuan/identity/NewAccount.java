package org.shuyuan.identity;

import java.util.List;

/** An account just made; its password is known here only, for telling it once. */
public record NewAccount(String account, String name, String password, List<String> roles) {

    public NewAccount {
        roles = List.copyOf(roles);
    }

    /** Without the password, so that no log tells it. */
    @Override
    public String toString() {
        return "NewAccount[" + account + "]";
    }
}

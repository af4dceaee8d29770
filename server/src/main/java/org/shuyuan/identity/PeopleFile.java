package org.shuyuan.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Says;
import org.shuyuan.pack.Yaml;

/** The keys of {@code demo/people.yaml}. */
record PeopleFile(
        @Says("accounts for trying the node, with passwords made at its first start")
        List<PersonFile> people) {

    record PersonFile(
            @Says("the name typed when signing in") String account,
            @Says("the name that others see") String name,
            @Says("the roles held") List<GrantFile> grants,
            Yaml.Mapping yaml) {}

    record GrantFile(
            @Says("a role's id") String role,

            @Says(
                    "identity of the record under which the role holds, in the register with `spine: organisation`; without it, everywhere")
            @Nullable
            String at,

            Yaml.Mapping yaml) {}
}

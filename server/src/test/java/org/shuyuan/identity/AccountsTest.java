package org.shuyuan.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.shuyuan.pack.Place;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Problem;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.model.Role;
import org.springframework.dao.DuplicateKeyException;

class AccountsTest {

    private static final UUID SCHOOL = UUID.randomUUID();

    private final IdentityFixture room = new IdentityFixture();

    @Test
    void shouldSignInByTheRightPasswordAndByTheNameInAnyCase() {
        Accounts.Account made = room.accounts.create("wang.li", "王丽", "k7mw-2hqd-x9nb", List.of());
        assertThat(room.signIn.check("Wang.Li", "k7mw-2hqd-x9nb", "10.0.0.1")).isEqualTo(made);
    }

    @Test
    void shouldRefuseAWrongPasswordAndAnUnknownAccountInTheSameWords() {
        room.accounts.create("wang.li", "王丽", "k7mw-2hqd-x9nb", List.of());
        refuses("wang.li", "k7mw-2hqd-x9n");
        refuses("nobody", "k7mw-2hqd-x9nb");
        refuses("' or '1'='1", "' or '1'='1");
    }

    private void refuses(String account, String password) {
        assertThatThrownBy(() -> room.signIn.check(account, password, "10.0.0.1"))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.code()).isEqualTo(AccountError.WRONG_CREDENTIALS);
                    assertThat(problem.parameters()).isEmpty();
                });
    }

    @Test
    void shouldRefuseASecondAccountOfTheSameName() {
        room.accounts.create("wang.li", "王丽", "k7mw-2hqd-x9nb", List.of());
        assertThatThrownBy(() -> room.accounts.create("Wang.Li", "王力", "k7mw-2hqd-x9nb", List.of()))
                .isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void shouldKeepNoPasswordInTheDatabase() {
        room.accounts.create("wang.li", "王丽", "k7mw-2hqd-x9nb", List.of());
        assertThat(room.database
                        .sql("select row_to_json(a)::text from identity.account a")
                        .query(String.class)
                        .single())
                .contains("argon2id")
                .doesNotContain("2hqd");
    }

    @Test
    void shouldGiveTheOperatorTheRolesOfTodaysModel() {
        OperatorAccount operator = new OperatorAccount(room.accounts, room.grants, new org.shuyuan.platform.Messages());
        NewAccount made = operator.install(roles("registrar", "org_admin")).orElseThrow();
        assertThat(made.roles()).containsExactly("registrar", "org_admin");
        assertThat(made.toString()).doesNotContain(made.password());
        UUID account =
                room.signIn.check("operator", made.password(), "127.0.0.1").id();

        assertThat(operator.install(roles("org_admin", "statistician"))).isEmpty();
        Actor actor = room.actor(room.begin(account)).orElseThrow();
        assertThat(actor.roles()).containsExactly("org_admin", "statistician");
        assertThat(actor.everywhere("statistician")).isTrue();
    }

    private static Registers roles(String... ids) {
        Map<String, Role> roles = new java.util.LinkedHashMap<>();
        roles.put("parent", new Role("parent", "toys", false, false, Set.of()));
        for (String id : ids) {
            roles.put(id, new Role(id, "toys", true, false, Set.of()));
        }
        return new Registers(Map.of(), Map.of(), Map.of(), roles, Map.of(), List.of(), List.of());
    }

    @Test
    void shouldMakeEachDemoPersonOnceAndWaitForMissingPlaces() {
        DemoPeople demo = new DemoPeople(room.accounts);
        People people = new People(List.of(
                person("wang.li", new People.Holding("registrar", "3132000001")),
                person("li.na", new People.Holding("registrar", "0000000000")),
                person("zhao.yi", new People.Holding("statistician", null))));
        DemoPeople.Installed installed =
                demo.install(people, code -> code.equals("3132000001") ? Optional.of(SCHOOL) : Optional.empty());
        assertThat(installed.made()).extracting(NewAccount::account).containsExactly("wang.li", "zhao.yi");
        assertThat(installed.waiting()).extracting(People.Person::account).containsExactly("li.na");
        NewAccount wang = installed.made().getFirst();
        UUID account =
                room.signIn.check("wang.li", wang.password(), "127.0.0.1").id();
        assertThat(room.actor(room.begin(account)).orElseThrow().scope("registrar"))
                .containsExactly(SCHOOL);

        assertThat(demo.install(people, code -> Optional.of(SCHOOL)).made())
                .extracting(NewAccount::account)
                .containsExactly("li.na");
    }

    private static People.Person person(String account, People.Holding holding) {
        return new People.Person(new Place("toys/demo/people.yaml", 2), account, account, List.of(holding));
    }
}

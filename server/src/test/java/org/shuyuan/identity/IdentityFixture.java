package org.shuyuan.identity;

import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.shuyuan.TestDatabase;
import org.shuyuan.TestNode;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Evidence;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The room on a database of its own, at ten in the evening of 22 November 2026 in Shanghai. */
final class IdentityFixture {

    final TestClock clock = new TestClock("2026-11-22T14:00:00Z");
    final JdbcClient database;
    final Sessions sessions;
    final Grants grants;
    final Accounts accounts;
    final SignIn signIn;
    final Evidence evidence;

    IdentityFixture() {
        DataSource source = TestDatabase.fresh();
        TestNode.migrate(source);
        Flyway.configure()
                .dataSource(source)
                .schemas("identity")
                .locations("classpath:db/migration/identity")
                .load()
                .migrate();
        database = JdbcClient.create(source);
        sessions = new Sessions(database, clock);
        grants = new Grants(database, sessions, clock);
        Passwords passwords = new Passwords();
        accounts = new Accounts(database, passwords, sessions, grants, clock);
        evidence = new Evidence(database, clock);
        TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
        signIn = new SignIn(database, passwords, new Attempts(clock), sessions, evidence, transaction, clock);
    }

    String begin(UUID account) {
        return sessions.begin(account, new Sessions.Client("10.0.0.1", "Firefox"));
    }

    Optional<Actor> actor(String token) {
        return sessions.find(token).map(Sessions.SignedIn::actor);
    }
}

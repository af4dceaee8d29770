package org.shuyuan.identity;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.shuyuan.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The room on a database of its own, at ten in the evening of 22 November 2026 in Shanghai. */
final class IdentityFixture {

    final TestClock clock = new TestClock("2026-11-22T14:00:00Z");
    final JdbcClient database;
    final Accounts accounts;
    final Sessions sessions;

    IdentityFixture() {
        DataSource source = TestDatabase.fresh();
        Flyway.configure()
                .dataSource(source)
                .schemas("identity")
                .locations("classpath:db/migration/identity")
                .load()
                .migrate();
        database = JdbcClient.create(source);
        accounts = new Accounts(database, new Passwords(), new Attempts(clock), clock);
        sessions = new Sessions(database, clock);
    }
}

package org.shuyuan.node;

import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the tables that a room writes by hand up to date; those of registers follow from the model. */
final class Migrations {

    /** Rooms with tables of their own, from the ground up; each has a schema of its name. */
    static final List<String> ROOMS = List.of("platform", "register", "organisation", "identity", "desk");

    private Migrations() {}

    static void run(DataSource database) {
        for (String room : ROOMS) {
            Flyway.configure()
                    .dataSource(database)
                    .schemas(room)
                    .locations("classpath:db/migration/" + room)
                    .failOnMissingLocations(true)
                    .validateMigrationNaming(true)
                    .load()
                    .migrate();
        }
    }
}

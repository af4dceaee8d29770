package org.shuyuan.register.imports;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.shuyuan.platform.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Deletes the rows and files of imports that have been kept long enough. */
@Service
public class ImportCleaning {

    private static final Logger LOG = LoggerFactory.getLogger(ImportCleaning.class);

    private final Database database;
    private final ImportFiles files;
    private final Clock clock;
    private final ScheduledExecutorService hourly = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("import-rows").factory());

    ImportCleaning(Database database, Clock clock, ImportSettings settings) {
        this.database = database;
        this.files = settings.files();
        this.clock = clock;
    }

    /** From now on, every hour. */
    public void begin() {
        hourly.scheduleWithFixedDelay(this::clean, 0, 1, TimeUnit.HOURS);
    }

    private void clean() {
        try {
            files.forgetOld(clock.instant());
            database.read(connection -> KeptRows.forgetOld(connection, clock.instant()));
        } catch (Database.DatabaseFailure away) {
            LOG.warn(
                    "Rows of old imports are not deleted yet: {}",
                    away.failure().getSQLState());
        }
    }

    @PreDestroy
    void close() {
        hourly.shutdownNow();
    }
}

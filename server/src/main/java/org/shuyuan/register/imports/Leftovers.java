package org.shuyuan.register.imports;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Database;
import org.shuyuan.register.imports.ImportState.Stage;
import org.shuyuan.register.imports.ImportState.Stop;

/** The imports that this node had not ended when it was stopped or killed. */
final class Leftovers {

    /** A file that brought the node down twice will do so again. */
    private static final int ATTEMPTS = 3;

    private final ImportFiles files;
    private final Database database;
    private List<UUID> left;

    /** Made before the first file of this start is taken. */
    Leftovers(ImportFiles files, Database database) {
        this.files = files;
        this.database = database;
        this.left = files.open();
    }

    /**
     * Takes them up; answers how many there were.
     *
     * @param alone whether no other process imports into this database, so that what has no file here has none anywhere
     * @param restart begins an import again from its file, and answers whether it did; nothing of it was written, since all of it is one
     *     transaction
     */
    int takeUp(boolean alone, Predicate<ImportState> restart) {
        List<UUID> ids = left;
        left = List.of();
        if (alone) {
            endWithoutFile(ids);
        }
        for (UUID id : ids) {
            @Nullable ImportState open = unfinished(id);
            if (open == null) {
                files.delete(id);
            } else if (!restart.test(open)) {
                database.read(connection -> interrupted(connection, open));
                files.delete(id);
            }
        }
        return ids.size();
    }

    /** A restored database tells of imports whose files were not in the backup. */
    private void endWithoutFile(List<UUID> ids) {
        database.<@Nullable Void>read(connection -> {
            for (ImportState state : ImportLog.open(connection)) {
                if (!ids.contains(state.id())) {
                    interrupted(connection, state);
                }
            }
            return null;
        });
    }

    /** The import as it was left, or null where it had ended, has no file to begin again from, or was begun often enough. */
    private @Nullable ImportState unfinished(UUID id) {
        return database.<@Nullable ImportState>read(connection -> {
            new Staging(id).drop(connection);
            ImportState state = ImportLog.find(connection, id);
            if (state == null || state.rests()) {
                return null;
            }
            if (files.file(id).toFile().length() > 0 && ImportLog.again(connection, id) <= ATTEMPTS) {
                return state;
            }
            interrupted(connection, state);
            return null;
        });
    }

    private static ImportState interrupted(Connection connection, ImportState state) throws SQLException {
        ImportState ended = state.stopped(Stage.FAILED, new Stop(ImportError.IMPORT_INTERRUPTED.code(), Map.of()));
        ImportLog.save(connection, ended);
        return ended;
    }
}

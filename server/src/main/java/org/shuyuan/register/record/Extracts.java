package org.shuyuan.register.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Model;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Ahead;
import org.shuyuan.platform.Database;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.trust.Vault;
import org.springframework.stereotype.Service;

/**
 * Reads all records that an actor may see and that match, however many: one after the other from a cursor, in one state of the database.
 */
@Service
public class Extracts {

    /** So many rows come together; no more than thrice as many are in memory at once. */
    private static final int FETCHED = 2_000;

    private final Database database;
    private final Registers registers;
    private final Vault vault;
    private final Clock clock;

    public Extracts(Database database, Model model, Vault vault, Clock clock) {
        this.database = database;
        this.registers = model.part(Registers.class);
        this.vault = vault;
        this.clock = clock;
    }

    /** Where records go as texts. */
    public interface Table {

        /** The fields that stand in every row. */
        void begin(List<Field> fields) throws IOException;

        /** A record; null where a field is empty or may not be read in this row. */
        void row(@Nullable String[] cells) throws IOException;
    }

    /** Where records go as JSON, in the form of a list's. */
    public interface Lines {
        void row(byte[] json) throws IOException;
    }

    /** What is to be read, understood and allowed; nothing has been read yet. */
    public final class Extract {

        private final RecordSql sql;
        private final Cells cells;
        private final List<Field> fields;
        private final RecordQuery query;
        private final List<String> disclosed;

        private Extract(Policies policies, Register register, @Nullable String columns, RecordQuery query) {
            this.cells = new Cells(policies, register);
            this.fields = Columns.of(register, policies.rights(register), columns);
            this.sql = new RecordSql(policies, register, fields, vault);
            this.query = query;
            this.disclosed = new Disclosure(policies, register, "")
                    .possible().stream().filter(fields::contains).map(Field::id).toList();
        }

        /** The fields that others see masked and that may go out as they are. */
        public List<String> disclosed() {
            return disclosed;
        }

        /** @throws IOException where the table takes no more */
        public void to(Table table) throws IOException {
            Query texts = Query.join(", ", fields.stream().map(cells::cell).toList());
            table.begin(fields);
            stream(texts, cells.joins(), row -> table.row(texts(row)));
        }

        /** @throws IOException where the lines take no more */
        public void to(Lines lines) throws IOException {
            JsonRow row = sql.row();
            stream(row.columns(), row.joins(), cells -> lines.row(row.of(cells)));
        }

        private void stream(Query selected, Query joins, Each each) throws IOException {
            try {
                database.write(
                        connection -> { // a cursor lives in a transaction
                            Database.patient(connection);
                            try (var statement = connection.createStatement()) {
                                statement.execute("set transaction isolation level repeatable read, read only");
                            }
                            fetch(connection, sql.all(query, false, selected, joins), each);
                            if (query.mayBeEmpty()) {
                                fetch(connection, sql.all(query, true, selected, joins), each);
                            }
                            return query;
                        });
            } catch (UncheckedIOException gone) {
                throw gone.getCause();
            }
        }
    }

    private interface Each {
        void row(byte[] @Nullable [] cells) throws IOException;
    }

    /**
     * What the parameters of an address ask for, as a list understands them.
     *
     * @param columns the names of the fields that are wanted, in the order of a table's columns, separated by commas; else all
     * @throws org.shuyuan.platform.Problem where the actor sees nothing there, or a parameter is wrong
     */
    public Extract of(Register register, @Nullable String columns, Map<String, String> parameters, Actor actor) {
        Policies policies = new Policies(registers, actor, LocalDate.now(clock));
        policies.requireSight(register);
        RecordQuery query = new RecordQueryParser(registers, register, policies.today(), parameters).parse();
        return new Extract(policies, register, columns, query);
    }

    private static void fetch(Connection connection, Query query, Each each) throws SQLException {
        try (PreparedStatement statement = query.prepareAnew(connection)) {
            statement.setFetchSize(FETCHED);
            try (ResultSet rows = statement.executeQuery();
                    var ahead = new Ahead<>("extract", () -> some(rows))) {
                for (var some = ahead.next(); some != null; some = ahead.next()) {
                    for (byte[] @Nullable [] cells : some) {
                        each.row(cells);
                    }
                }
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** The rows that PostgreSQL sends together, or null after the last. */
    private static @Nullable List<byte[] @Nullable []> some(ResultSet rows) throws SQLException {
        List<byte[] @Nullable []> some = new ArrayList<>(FETCHED);
        while (some.size() < FETCHED && rows.next()) {
            some.add(JsonRow.cells(rows, 1));
        }
        return some.isEmpty() ? null : some;
    }

    private @Nullable String[] texts(byte[] @Nullable [] cells) {
        @Nullable String[] texts = new String[cells.length];
        for (int i = 0; i < cells.length; i++) {
            byte[] cell = cells[i];
            texts[i] = cell == null ? null : opened(new String(cell, StandardCharsets.UTF_8));
        }
        return texts;
    }

    private String opened(String cell) {
        return cell.startsWith(Cells.SEALED)
                ? vault.open(Base64.getMimeDecoder().decode(cell.substring(Cells.SEALED.length())))
                : cell;
    }
}

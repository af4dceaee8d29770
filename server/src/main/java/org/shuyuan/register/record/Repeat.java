package org.shuyuan.register.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Problem;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.schema.Names;
import org.shuyuan.trust.Vault;

/** Tells whether a record that is to be made was made by the same request before, whose answer got lost. */
final class Repeat {

    private final Register register;
    private final Vault vault;
    private final Actor actor;

    Repeat(Register register, Vault vault, Actor actor) {
        this.register = register;
        this.vault = vault;
        this.actor = actor;
    }

    /**
     * The record that the same request made, as it is now; null where the id is free.
     *
     * @throws Problem ID_TAKEN where somebody else's record has the id
     * @throws Records.Stale where the actor's own has it, with other values
     */
    Records.@Nullable Written of(Connection connection, UUID id, Draft draft) throws SQLException {
        try (PreparedStatement statement = first(id).prepare(connection);
                ResultSet found = statement.executeQuery()) {
            if (!found.next()) {
                return null;
            }
            RowReader.Row row = RowReader.read(found, register, vault);
            if (!Objects.equals(actor.account(), found.getObject("_maker", UUID.class))) {
                throw new Problem(RecordError.ID_TAKEN, Map.of());
            }
            int version = found.getInt("_present");
            if (!draft.couldHaveMade(row.values())) {
                throw new Records.Stale(RecordError.ID_TAKEN, version);
            }
            return new Records.Written(id, version);
        }
    }

    /** The record's first version, which may be history by now. */
    private Query first(UUID id) {
        String table = Names.INSTANCE.table(register.id());
        String columns = RowReader.columns(register, "t");
        return Query.of(
                "select f.*, e.actor as _maker, p._version as _present from " + table + " p join (select " + columns
                        + ", t._change, t.id from " + table + " t union all select " + columns
                        + ", t._change, t.id from "
                        + Names.INSTANCE.history(register.id())
                        + " t) f on f.id = p.id and f._version = 1 join platform.evidence e on e.id = f._change where p.id = ?",
                id);
    }
}

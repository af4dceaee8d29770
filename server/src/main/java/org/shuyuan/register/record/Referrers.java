package org.shuyuan.register.record;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.shuyuan.pack.Model;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Database;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.schema.Names;
import org.springframework.stereotype.Service;

/** Which records refer to a record, as far as an actor sees them and may filter by the reference. */
@Service
public class Referrers {

    private final Database database;
    private final Registers registers;
    private final Clock clock;

    Referrers(Database database, Model model, Clock clock) {
        this.database = database;
        this.registers = model.part(Registers.class);
        this.clock = clock;
    }

    /**
     * The records of a register that refer by one field.
     *
     * @param count at most one more than {@link RecordSql#COUNTED}
     */
    public record Referring(Register register, Field field, long count) {}

    /** What refers to the record today, by register and field; nothing where no record does. */
    public List<Referring> of(Register register, UUID id, Actor actor) {
        Policies policies = new Policies(registers, actor, LocalDate.now(clock));
        List<Referring> referring = new ArrayList<>();
        for (Register there : registers.registers().values()) {
            there.kept()
                    .filter(field -> register.id().equals(field.datum().ref()))
                    .map(field -> new Referring(there, field, count(policies, there, field, id)))
                    .filter(found -> found.count() > 0)
                    .forEach(referring::add);
        }
        return referring;
    }

    private long count(Policies policies, Register there, Field.Kept field, UUID id) {
        Query query = Query.of("select count(*) from (select from " + Names.INSTANCE.table(there.id())
                + " t where t._retired is null and ");
        query = field.many()
                ? query.add(
                        "t.id in (select l.owner from " + Names.INSTANCE.linkTable(there.id(), field.id())
                                + " l where l.value = ?)",
                        id)
                : query.add("t." + Names.quote(field.id()) + " = ?", id);
        Query counted = query.add(" and ")
                .add(policies.rights(there).visible("t"))
                .add(" and ")
                .add(policies.rights(there).readable(field, "t"))
                .add(" limit " + (RecordSql.COUNTED + 1) + ") counted");
        return database.read(connection -> {
            try (PreparedStatement statement = counted.prepareAnew(connection);
                    ResultSet answer = statement.executeQuery()) {
                answer.next();
                return answer.getLong(1);
            }
        });
    }
}

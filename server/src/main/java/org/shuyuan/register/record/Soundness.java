package org.shuyuan.register.record;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.shuyuan.expression.Expression;
import org.shuyuan.pack.Model;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Database;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.schema.Names;
import org.springframework.stereotype.Service;

/**
 * What is amiss with a record as it stands: checks that it breaks, because a later release brought them or the records that it refers to
 * have changed, and conditions that ask for somebody's work. The actor learns nothing here that rests on values out of his sight.
 */
@Service
public class Soundness {

    private final Database database;
    private final Registers registers;
    private final Clock clock;

    Soundness(Database database, Model model, Clock clock) {
        this.database = database;
        this.registers = model.part(Registers.class);
        this.clock = clock;
    }

    /** Ids of checks that the record breaks, and of conditions of the register's {@code attention} that hold. */
    public record Findings(List<String> checks, List<String> attention) {}

    /** Of a record that the actor has been seen to see. */
    public Findings of(Register register, UUID id, Actor actor) {
        Rights rights = new Policies(registers, actor, LocalDate.now(clock)).rights(register);
        List<String> checks = List.copyOf(register.checks().keySet());
        Query asked = Query.of("select true");
        register.checks()
                .values()
                .forEach(check -> asked.add(", ")
                        .add(told(register, check, rights))
                        .add(" and ")
                        .add(rights.judged(check, "t"))
                        .add(" is false"));
        register.attention().forEach(name -> {
            Expression condition = Objects.requireNonNull(register.conditions().get(name));
            asked.add(", ").add(told(register, condition, rights)).add(" and ").add(rights.judged(condition, "t"));
        });
        asked.add(" from " + Names.INSTANCE.table(register.id()) + " t where t.id = ?", id);
        return database.read(connection -> {
            try (PreparedStatement statement = asked.prepare(connection);
                    ResultSet row = statement.executeQuery()) {
                row.next();
                List<String> broken = new ArrayList<>();
                List<String> attention = new ArrayList<>();
                int column = 2;
                for (String check : checks) {
                    if (row.getBoolean(column++)) {
                        broken.add(check);
                    }
                }
                for (String name : register.attention()) {
                    if (row.getBoolean(column++)) {
                        attention.add(name);
                    }
                }
                return new Findings(broken, attention);
            }
        });
    }

    /** Whether the actor sees, as they are, all of the record's own values that a condition rests on. */
    private static Query told(Register register, Expression condition, Rights rights) {
        Query all = Query.of("true");
        condition.reads().stream()
                .filter(path -> path.fields().size() == 1)
                .map(path -> register.field(path.field()))
                .filter(Field.Kept.class::isInstance)
                .forEach(field -> all.add(" and ").add(rights.clear(field, "t")));
        return all;
    }
}

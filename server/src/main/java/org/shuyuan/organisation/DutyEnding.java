package org.shuyuan.organisation;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.shuyuan.pack.Model;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Database;
import org.shuyuan.platform.Query;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Period;
import org.shuyuan.register.model.Policy.Verb;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.record.Reads;
import org.shuyuan.register.record.Records;
import org.shuyuan.register.schema.Names;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** With an organisation end the duties that stand at it, and those that it holds elsewhere. */
@Component
class DutyEnding implements Ending {

    private final Database database;
    private final Registers registers;
    private final Records records;
    private final Reads reads;

    DutyEnding(Database database, Model model, Records records, Reads reads) {
        this.database = database;
        this.registers = model.part(Registers.class);
        this.records = records;
        this.reads = reads;
    }

    @Override
    public List<Effect> ended(UUID organisation, String title, LocalDate day, Actor actor) {
        Register duty = registers.spine(DutySql.CONTRACT);
        Register spine = registers.spine(Spine.CONTRACT);
        if (duty == null || spine == null) {
            return List.of();
        }
        List<UUID> held = naming(duty, spine, organisation, day);
        held.forEach(id -> end(duty, id, day, actor));
        return held.isEmpty()
                ? List.of()
                : List.of(new Effect("duties_end", Map.of("title", title, "count", held.size())));
    }

    /** A duty that had not begun by then never was. */
    private void end(Register duty, UUID id, LocalDate day, Actor actor) {
        Period period = Objects.requireNonNull(duty.period());
        records.requireMay(duty, id, Verb.CHANGE, Set.of(period.until()), actor);
        Present present = Present.of(reads, duty, id, "organisation", actor);
        String since = present.shown(period.from());
        if (since != null && !LocalDate.parse(since).isBefore(day)) {
            records.retire(duty, id, present.version(), null, actor);
        } else {
            records.change(
                    duty,
                    id,
                    present.version(),
                    JsonMapper.shared().createObjectNode().put(period.until(), day.toString()),
                    null,
                    actor);
        }
    }

    /** The duties that name the organisation by any reference, and go on after the day. */
    private List<UUID> naming(Register duty, Register spine, UUID organisation, LocalDate day) {
        List<Query> references = duty.kept()
                .filter(field -> spine.id().equals(field.datum().ref()) && !field.many())
                .map(Field::id)
                .map(field -> Query.of("d." + Names.quote(field) + " = ?", organisation))
                .toList();
        String until = Names.quote(Objects.requireNonNull(duty.period()).until());
        Query query = Query.of(
                        "select d.id from " + Names.INSTANCE.table(duty.id()) + " d where d._retired is null and (d."
                                + until + " is null or d." + until + " > ?) and (",
                        day)
                .add(Query.join(" or ", references))
                .add(") order by d.id");
        return database.read(connection -> {
            List<UUID> ids = new ArrayList<>();
            try (PreparedStatement statement = query.prepare(connection);
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getObject(1, UUID.class));
                }
            }
            return ids;
        });
    }
}

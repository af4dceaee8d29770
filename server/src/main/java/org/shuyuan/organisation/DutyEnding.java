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
import org.jspecify.annotations.Nullable;
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
import tools.jackson.databind.node.ObjectNode;

/** With an organisation end the duties that stand at it, and those that it holds elsewhere; with it they come back. */
@Component
class DutyEnding implements Ending {

    private final Database database;
    private final Registers registers;
    private final Records records;
    private final Reads reads;
    private final EventLog log;

    DutyEnding(Database database, Model model, Records records, Reads reads, EventLog log) {
        this.database = database;
        this.registers = model.part(Registers.class);
        this.records = records;
        this.reads = reads;
        this.log = log;
    }

    @Override
    public List<Effect> ended(Ended ended, Actor actor) {
        Register duty = registers.spine(DutySql.CONTRACT);
        Register spine = registers.spine(Spine.CONTRACT);
        if (duty == null || spine == null) {
            return List.of();
        }
        List<UUID> held = naming(duty, spine, ended.organisation(), ended.day());
        held.forEach(id -> log.addDuty(ended.event(), end(duty, id, ended.day(), actor)));
        return Effect.counted("duties_end", held.size(), Map.of("title", ended.title()));
    }

    /** A duty that had not begun by then never was. */
    private EventLog.EndedDuty end(Register duty, UUID id, LocalDate day, Actor actor) {
        Period period = Objects.requireNonNull(duty.period());
        records.requireMay(duty, id, Verb.CHANGE, Set.of(period.until()), actor);
        Present present = Present.of(reads, duty, id, "organisation", actor);
        String since = present.shown(period.from());
        if (since != null && !LocalDate.parse(since).isBefore(day)) {
            records.retire(duty, id, present.version(), null, actor);
            return new EventLog.EndedDuty(id, null, null);
        }
        int version = records.change(duty, id, present.version(), until(duty, day), null, actor)
                .version();
        String until = present.shown(period.until());
        return new EventLog.EndedDuty(id, version, until == null ? null : LocalDate.parse(until));
    }

    private static ObjectNode until(Register duty, @Nullable LocalDate day) {
        String field = Objects.requireNonNull(duty.period()).until();
        return JsonMapper.shared().createObjectNode().put(field, day == null ? null : day.toString());
    }

    @Override
    public List<Effect> restored(UUID event, @Nullable String reason, Actor actor) {
        List<EventLog.EndedDuty> ended = log.duties(event);
        Register duty = registers.spine(DutySql.CONTRACT);
        if (duty == null || ended.isEmpty()) {
            return List.of();
        }
        long back = ended.stream()
                .filter(each -> restore(duty, each, reason, actor))
                .count();
        List<Effect> effects = new ArrayList<>(Effect.counted("duties_back", back, Map.of()));
        effects.addAll(Effect.counted("duties_stay", ended.size() - back, Map.of()));
        return effects;
    }

    /** Whether the duty goes on: one that somebody has changed since stays as it is, and nothing brings a retired one back. */
    private boolean restore(Register duty, EventLog.EndedDuty ended, @Nullable String reason, Actor actor) {
        if (ended.version() == null) {
            return false;
        }
        UUID id = ended.duty();
        records.requireMay(
                duty,
                id,
                Verb.CHANGE,
                Set.of(Objects.requireNonNull(duty.period()).until()),
                actor);
        Present present = Present.of(reads, duty, id, "organisation", actor);
        if (present.version() != ended.version()) {
            return false;
        }
        records.change(duty, id, present.version(), until(duty, ended.until()), reason, actor);
        return true;
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

package org.shuyuan.organisation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Messages;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Policy.Verb;
import org.shuyuan.register.model.Register;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Carries out one event in the transaction that is open, under the actor's own rights, and tells what it brings about. */
final class EventRun {

    private final UUID id;
    private final Tools tools;
    private final Spine spine;
    private final Register register;
    private final EventRequest request;
    private final Actor actor;
    private final List<EventStep> steps = new ArrayList<>();
    private final Set<UUID> heirs = new LinkedHashSet<>();
    private final Effects effects = new Effects();

    /** @param id of the event */
    EventRun(UUID id, Tools tools, Spine spine, EventRequest request, Actor actor) {
        this.id = id;
        this.tools = tools;
        this.spine = spine;
        this.register = spine.register();
        this.request = request;
        this.actor = actor;
    }

    UUID id() {
        return id;
    }

    EventRequest request() {
        return request;
    }

    List<EventStep> steps() {
        return steps;
    }

    /** Who takes over what the event ends or divides. */
    Set<UUID> heirs() {
        return heirs;
    }

    List<Effect> effects() {
        return effects.all();
    }

    void run() {
        switch (request.kind()) {
            case FOUND -> found(request.requiredValues("values"), null);
            case RENAME -> rename();
            case RECODE -> recode();
            case MOVE -> move();
            case MERGE -> merge();
            case SPLIT -> split();
            case CLOSE -> close();
        }
    }

    private UUID found(ObjectNode values, @Nullable UUID parent) {
        if (!values.has(spine.from())) {
            values.put(spine.from(), request.day().toString());
        }
        if (!values.has(spine.parent()) && parent != null) {
            values.put(spine.parent(), parent.toString());
        }
        UUID id = tools.records()
                .create(register, values, request.reason(), actor)
                .id();
        steps.add(new EventStep(EventStep.Action.FOUND, id, 1, null));
        effects.add(new Effect("founded", Map.of("title", title(id))));
        return id;
    }

    private void rename() {
        UUID id = request.requiredId("organisation");
        ObjectNode values = request.requiredValues("values");
        refuseOthers(values);
        open(id, "organisation");
        if (!change(id, values)) {
            throw EventRequest.fault("values", null, EventFault.EVENT_NOTHING, Map.of());
        }
    }

    /** What is an event of its own doesn't come along with another, nor what is masked, which would stand in the event as it was. */
    private void refuseOthers(ObjectNode values) {
        Set<String> own = Set.of(spine.parent(), spine.from(), spine.until(), Spine.CODE);
        for (String name : values.propertyNames()) {
            Field field = register.field(name);
            boolean masked = field != null && field.datum().sensitivity().masked();
            if (own.contains(name) || masked) {
                throw EventRequest.fault("values", name, EventFault.EVENT_OTHER_FIELD, Map.of());
            }
        }
    }

    private void recode() {
        UUID id = request.requiredId("organisation");
        String former = open(id, "organisation").shown(Spine.CODE);
        ObjectNode values =
                Objects.requireNonNullElseGet(request.values("values"), JsonMapper.shared()::createObjectNode);
        refuseOthers(values);
        String code = request.requiredText("code");
        if (code.equals(former)) {
            throw EventRequest.fault("code", former, EventFault.EVENT_NOTHING, Map.of());
        }
        change(id, values.put(Spine.CODE, code));
        if (former != null) {
            effects.add(new Effect("given_up", Map.of("code", former)));
        }
    }

    private void move() {
        UUID id = request.requiredId("organisation");
        UUID parent = request.requiredId("parent");
        Present moved = open(id, "organisation");
        String to = tools.present(register, parent, "parent", actor).shown(register.title());
        LocalDate next = tools.trees().nextMove(register, id, request.day());
        if (next != null) {
            tools.trees().correct(register, id, parent, request.day(), next, request.reason(), actor);
            steps.add(new EventStep(EventStep.Action.CORRECT, id, null, null));
            effects.add(new Effect(
                    "place_corrected",
                    Map.of(
                            "title",
                            title(moved),
                            "parent",
                            String.valueOf(to),
                            "since",
                            request.day(),
                            "until",
                            next)));
            return;
        }
        List<UUID> before = tools.trees().above(register, id, request.day());
        if (!change(id, object(spine.parent(), parent.toString()))) {
            throw EventRequest.fault("parent", to, EventFault.EVENT_NOTHING, Map.of());
        }
        List<UUID> after = tools.trees().above(register, id, request.day());
        scope("scope_lost", before, after);
        scope("scope_gained", after, before);
        long along = tools.trees().countBelow(register, id);
        if (along > 0) {
            effects.add(new Effect("moves_along", Map.of("count", along)));
        }
    }

    /** Whose rights reach what moved, on one side of the move only. */
    private void scope(String code, List<UUID> here, List<UUID> there) {
        List<String> titles =
                here.stream().filter(id -> !there.contains(id)).map(this::title).toList();
        if (!titles.isEmpty()) {
            effects.add(new Effect(code, Map.of("titles", titles)));
        }
    }

    private void merge() {
        List<UUID> ending = request.ids("organisations");
        if (ending.isEmpty()) {
            throw EventRequest.missing("organisations");
        }
        UUID into = request.id("into");
        ObjectNode values = request.values("values");
        if ((into == null) == (values == null)) {
            throw EventRequest.fault("into", null, EventFault.EVENT_ONE_HEIR, Map.of());
        }
        if (ending.contains(into)) {
            throw EventRequest.fault("into", String.valueOf(into), EventFault.EVENT_OWN_HEIR, Map.of());
        }
        if (into != null) {
            open(into, "into");
        }
        UUID place = open(ending.getFirst(), "organisations").reference(spine.parent());
        heirs.add(into == null ? found(Objects.requireNonNull(values), place) : into);
        for (UUID each : ending) {
            takeOver(open(each, "organisations"));
        }
    }

    private void split() {
        Present divided = open(request.requiredId("organisation"), "organisation");
        heirs.addAll(request.ids("heirs"));
        heirs.forEach(heir -> open(heir, "heirs"));
        if (heirs.contains(divided.id())) {
            throw EventRequest.fault("heirs", divided.id().toString(), EventFault.EVENT_OWN_HEIR, Map.of());
        }
        request.manyValues("founds").forEach(values -> heirs.add(found(values, divided.reference(spine.parent()))));
        boolean continues = request.truth("continues");
        if (heirs.size() < (continues ? 1 : 2)) {
            throw EventRequest.fault("founds", null, EventFault.EVENT_HEIRS, Map.of());
        }
        if (continues) {
            steps.add(new EventStep(
                    EventStep.Action.CHANGE,
                    divided.id(),
                    divided.version(),
                    JsonMapper.shared().createObjectNode()));
            effects.add(new Effect("continues", Map.of("title", title(divided))));
            return;
        }
        refuseBelow(divided);
        takeOver(divided);
    }

    private void close() {
        Present ending = open(request.requiredId("organisation"), "organisation");
        UUID heir = request.id("into");
        if (heir != null) {
            if (heir.equals(ending.id())) {
                throw EventRequest.fault("into", heir.toString(), EventFault.EVENT_OWN_HEIR, Map.of());
            }
            open(heir, "into");
            heirs.add(heir);
            takeOver(ending);
            return;
        }
        refuseBelow(ending);
        tools.records().requireMay(register, ending.id(), Verb.RETIRE, Set.of(), actor);
        end(ending);
    }

    /** Nobody is left behind under what ends. */
    private void refuseBelow(Present ending) {
        List<UUID> below = new ArrayList<>(tools.trees().openBelow(register, ending.id(), request.day()));
        below.removeAll(heirs);
        if (!below.isEmpty()) {
            throw EventRequest.fault(
                    "organisation",
                    title(ending),
                    EventFault.EVENT_BELOW,
                    Map.of("count", below.size(), "first", title(below.getFirst())));
        }
    }

    /** Ends a record and hands it to its heirs. What stood under it goes to a single heir; an heir from below takes its place. */
    private void takeOver(Present ending) {
        for (UUID below : tools.trees().openBelow(register, ending.id(), request.day())) {
            UUID place = heirs.contains(below)
                    ? ending.reference(spine.parent())
                    : heirs.iterator().next();
            ObjectNode moved = JsonMapper.shared().createObjectNode();
            moved.put(spine.parent(), place == null ? null : place.toString());
            change(below, moved);
        }
        end(ending);
        tools.referrers().of(register, ending.id(), actor).stream()
                .filter(referring -> !referring.register().equals(register))
                .forEach(referring -> effects.add(new Effect(
                        "seen_by_heir",
                        Map.of(
                                "title",
                                title(ending),
                                "count",
                                referring.count(),
                                "register",
                                new Messages.Key(
                                        "register." + referring.register().id()),
                                "label",
                                new Messages.Key(referring.field().label())))));
        for (UUID heir : heirs) {
            tools.trees().succeed(register, ending.id(), heir, request.day(), request.reason(), actor);
            effects.add(new Effect("succeeded", Map.of("title", title(ending), "heir", title(heir))));
        }
        steps.add(new EventStep(EventStep.Action.SUCCEED, ending.id(), null, null));
    }

    private void end(Present ending) {
        change(ending.id(), object(spine.until(), request.day().toString()));
        Ending.Ended ended = new Ending.Ended(id, ending.id(), title(ending), request.day(), request.reason());
        tools.endings().forEach(other -> effects.addAll(other.ended(ended, actor)));
    }

    /** Gives fields other values and tells each; answers whether anything changed. The record is locked before it is read. */
    private boolean change(UUID id, ObjectNode values) {
        Set<String> names = Set.copyOf(values.propertyNames());
        tools.records().requireMay(register, id, Verb.CHANGE, names, actor);
        Present before = tools.present(register, id, "organisation", actor);
        int version = tools.records()
                .change(register, id, before.version(), values, request.reason(), actor, request.day())
                .version();
        if (version == before.version()) {
            return false;
        }
        Present after = tools.present(register, id, "organisation", actor);
        ObjectNode replaced = JsonMapper.shared().createObjectNode();
        for (String name : values.propertyNames()) {
            replaced.set(name, before.values().get(name));
            effects.changed(title(before), register.require(name), before.shown(name), after.shown(name));
        }
        steps.add(new EventStep(EventStep.Action.CHANGE, id, version, replaced));
        return true;
    }

    /** The record, which must be there and not have ended by the day of the event. */
    private Present open(UUID id, String member) {
        Present present = tools.present(register, id, member, actor);
        String until = present.shown(spine.until());
        if (present.retired() || (until != null && !LocalDate.parse(until).isAfter(request.day()))) {
            throw EventRequest.fault(member, title(present), EventFault.EVENT_ENDED, Map.of());
        }
        return present;
    }

    private String title(UUID id) {
        return title(tools.present(register, id, "organisation", actor));
    }

    private String title(Present present) {
        return String.valueOf(present.shown(register.title()));
    }

    private static ObjectNode object(String name, String value) {
        return JsonMapper.shared().createObjectNode().put(name, value);
    }
}

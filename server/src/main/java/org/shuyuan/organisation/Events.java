package org.shuyuan.organisation;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Model;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Evidence;
import org.shuyuan.platform.Ids;
import org.shuyuan.platform.Problem;
import org.shuyuan.register.model.Policy.Verb;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.record.Policies;
import org.shuyuan.register.record.RecordError;
import org.shuyuan.register.record.Rights;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * What happens to organisations: each event is one decision, carried out whole or not at all, under the rights of whoever enters it. A
 * rehearsal does the same and takes it back, so what it tells is what would come of it.
 */
@Service
class Events {

    private final Registers registers;
    private final Tools tools;
    private final EventLog log;
    private final Evidence evidence;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Events(
            Model model,
            Tools tools,
            EventLog log,
            Evidence evidence,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.registers = model.part(Registers.class);
        this.tools = tools;
        this.log = log;
        this.evidence = evidence;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * What came of an event, or would come of it.
     *
     * @param id null after a rehearsal
     */
    record Outcome(@Nullable UUID id, List<Effect> effects) {}

    Outcome rehearse(JsonNode body, Actor actor) {
        return transact(status -> {
            EventRun run = run(body, actor);
            status.setRollbackOnly();
            return new Outcome(null, run.effects());
        });
    }

    Outcome carryOut(JsonNode body, Actor actor) {
        return transact(status -> {
            EventRun run = run(body, actor);
            EventRequest request = run.request();
            log.add(run, now(), actor);
            evidence.attest(
                    actor,
                    request.kind().code(),
                    spine().register().id(),
                    run.id(),
                    request.reason(),
                    Map.of("day", request.day().toString(), "steps", run.steps().size()));
            return new Outcome(run.id(), run.effects());
        });
    }

    private Outcome transact(org.springframework.transaction.support.TransactionCallback<Outcome> work) {
        return java.util.Objects.requireNonNull(transaction.execute(work));
    }

    private EventRun run(JsonNode body, Actor actor) {
        Rights rights = new Policies(registers, actor, today()).rights(spine().register());
        if (!rights.mayEver(Verb.CREATE) && !rights.mayEver(Verb.CHANGE)) {
            throw new Problem(
                    RecordError.NOT_ALLOWED,
                    Map.of("register", spine().register().id()));
        }
        EventRun run = new EventRun(Ids.next(), tools, spine(), new EventRequest(body, today()), actor);
        run.run();
        return run;
    }

    /** Tells what {@link #withdraw} would bring about; nothing is kept. */
    Outcome rehearseWithdrawal(UUID id, Actor actor) {
        return transact(status -> {
            status.setRollbackOnly();
            return new Outcome(null, takeBack(id, null, actor));
        });
    }

    /**
     * Takes an event back, from its last step to its first, as long as nobody has changed those records since. What ended with it comes
     * back, but for what was decided otherwise since.
     */
    Outcome withdraw(UUID id, @Nullable String reason, Actor actor) {
        return transact(status -> new Outcome(id, takeBack(id, reason, actor)));
    }

    private List<Effect> takeBack(UUID id, @Nullable String reason, Actor actor) {
        EventLog.Entry entry = log.lock(id).orElseThrow(() -> new Problem(EventError.UNKNOWN_EVENT, Map.of()));
        List<EventStep> steps = log.steps(id);
        // Whoever may not see what it was about is not told that it was.
        steps.stream().map(EventStep::record).distinct().forEach(record -> sight(record, actor));
        if (entry.withdrawn() != null) {
            throw new Problem(EventError.ALREADY_WITHDRAWN, Map.of());
        }
        List<Effect> effects = new ArrayList<>();
        steps.reversed().forEach(step -> effects.add(back(step, entry.day(), reason, actor)));
        tools.endings().forEach(ending -> effects.addAll(ending.restored(id, reason, actor)));
        log.withdraw(id, reason, now(), actor);
        evidence.attest(actor, "withdraw", spine().register().id(), id, reason, Map.of("kind", entry.kind()));
        return effects;
    }

    private void sight(UUID record, Actor actor) {
        try {
            tools.present(spine().register(), record, "organisation", actor);
        } catch (Problem unknown) {
            throw new Problem(EventError.UNKNOWN_EVENT, Map.of());
        }
    }

    private Effect back(EventStep step, LocalDate day, @Nullable String reason, Actor actor) {
        Register register = spine().register();
        Verb verb = step.action() == EventStep.Action.CHANGE ? Verb.CHANGE : Verb.RETIRE;
        var before = step.before();
        Set<String> touched = before == null ? Set.of() : Set.copyOf(before.propertyNames());
        tools.records().requireMay(register, step.record(), verb, touched, actor);
        Present present = tools.present(register, step.record(), "organisation", actor);
        String title = String.valueOf(present.shown(register.title()));
        if (step.version() != null && step.version() != present.version()) {
            throw new Problem(EventError.CHANGED_SINCE, Map.of("title", title));
        }
        switch (step.action()) {
            case FOUND -> tools.records().retire(register, step.record(), present.version(), reason, actor);
            case CHANGE ->
                tools.records()
                        .change(
                                register,
                                step.record(),
                                present.version(),
                                java.util.Objects.requireNonNull(before),
                                reason,
                                actor,
                                day);
            case SUCCEED -> tools.trees().disinherit(register, step.record(), reason, actor);
            case CORRECT -> throw new Problem(EventError.NOT_WITHDRAWABLE, Map.of("title", title));
        }
        return new Effect("back_" + step.action().name().toLowerCase(java.util.Locale.ROOT), Map.of("title", title));
    }

    /**
     * An event as a reader sees it.
     *
     * @param records what it touched, but for those who took over, by title, as far as the reader sees them
     * @param heirs who took over, likewise
     */
    record Told(EventLog.Entry entry, List<Named> records, List<Named> heirs) {}

    record Named(UUID id, String title) {}

    /** What happened to an organisation, the latest first. */
    List<Told> of(UUID organisation, Actor actor) {
        Register register = spine().register();
        tools.reads().requireSeen(register, organisation, actor);
        return log.of(organisation).stream().map(entry -> told(entry, actor)).toList();
    }

    private Told told(EventLog.Entry entry, Actor actor) {
        List<UUID> heirs = log.heirs(entry.id());
        Stream<UUID> records =
                log.steps(entry.id()).stream().map(EventStep::record).filter(record -> !heirs.contains(record));
        return new Told(entry, named(records, actor), named(heirs.stream(), actor));
    }

    private List<Named> named(Stream<UUID> records, Actor actor) {
        List<UUID> ids = records.distinct().toList();
        Map<UUID, String> titles = tools.reads().titles(spine().register(), ids, actor);
        return ids.stream()
                .flatMap(id -> Stream.ofNullable(titles.get(id)).map(title -> new Named(id, title)))
                .toList();
    }

    private Spine spine() {
        Register register = registers.spine(Spine.CONTRACT);
        if (register == null) {
            throw new Problem(EventError.NO_SPINE, Map.of());
        }
        return new Spine(register);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

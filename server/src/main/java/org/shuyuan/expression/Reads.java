package org.shuyuan.expression;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.shuyuan.expression.Term.Read;
import org.shuyuan.expression.Term.Step;

/** What a term reads. */
final class Reads {

    private final Set<Path> paths = new HashSet<>();
    private final Set<Need> needs = EnumSet.noneOf(Need.class);

    private Reads() {}

    static Reads of(Term term) {
        Reads reads = new Reads();
        reads.add(term);
        return reads;
    }

    Set<Path> paths() {
        return paths;
    }

    Set<Need> needs() {
        return needs;
    }

    private void add(Term term) {
        switch (term) {
            case Term.Literal literal -> {}
            case Read read -> add(read);
            case Term.Me me -> needs.add(Need.ACTOR);
            case Term.Today today -> needs.add(Need.TODAY);
            case Term.InScope in -> {
                needs.add(Need.ACTOR);
                add(in.reference());
            }
            case Term.IsNull is -> add(is.operand());
            case Term.Same same -> add(same.left(), same.right());
            case Term.Compare compare -> add(compare.left(), compare.right());
            case Term.And and -> add(and.left(), and.right());
            case Term.Or or -> add(or.left(), or.right());
            case Term.Not not -> add(not.operand());
            case Term.Choice choice -> add(choice.condition(), choice.yes(), choice.no());
            case Term.Arithmetic arithmetic -> add(arithmetic.left(), arithmetic.right());
            case Term.Days days -> add(days.number());
            case Term.Shift shift -> add(shift.date(), shift.days());
            case Term.Between between -> add(between.later(), between.earlier());
            case Term.Among among -> add(among.operand());
            case Term.Has has -> add(has.text(), has.part());
            case Term.Length length -> add(length.text());
            case Term.Count count -> add(count.many());
            case Term.Exists exists -> add(exists.many(), exists.condition());
            case Term.Through through -> {
                needs.add(Need.OTHERS);
                add(through.reference(), through.condition());
            }
        }
    }

    private void add(Term... terms) {
        for (Term term : terms) {
            add(term);
        }
    }

    private void add(Read read) {
        List<Step> steps = read.steps();
        boolean element = !read.root().equals(Read.SELF) && !read.root().equals(Read.OLD);
        if (read.root().equals(Read.OLD)) {
            needs.add(Need.OLD);
        }
        if (element || read.type() instanceof Type.Many) {
            needs.add(Need.VALUES);
        }
        if (steps.size() > (element ? 0 : 1)) {
            needs.add(Need.OTHERS);
        }
        for (int i = 0; i < steps.size(); i++) {
            List<String> fields = read.fields().subList(0, i + 1);
            paths.add(new Path(steps.getFirst().register(), fields, steps.get(i).register()));
        }
    }
}

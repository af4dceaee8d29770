package org.shuyuan.register.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.shuyuan.pack.Model;

/** A database that a newer program has upgraded. */
final class Newer {

    private Newer() {}

    static boolean than(Model model, Releases.Release installed) {
        return !newer(model, installed).isEmpty();
    }

    /** The packs of which the database holds a newer release. */
    private static Map<String, Integer> newer(Model model, Releases.Release installed) {
        Map<String, Integer> newer = new TreeMap<>();
        Releases.packs(model).forEach((pack, release) -> {
            if (installed.packs().getOrDefault(pack, 0) > release) {
                newer.put(pack, installed.packs().getOrDefault(pack, 0));
            }
        });
        return newer;
    }

    /**
     * What stands in the way of working with it: nothing, if this is the model before and its tables are there still.
     *
     * @param previous whether the database held this model before the one that it holds
     */
    static List<Step> plan(
            Model model, Releases.Release installed, boolean previous, List<Table> wanted, LiveTables live) {
        List<Step> steps = new ArrayList<>();
        if (previous && serve(wanted, live)) {
            return steps;
        }
        Map<String, Integer> brought = Releases.packs(model);
        newer(model, installed).forEach((pack, release) -> {
            Map<String, ?> values = Map.of("pack", pack, "held", release, "brought", brought.getOrDefault(pack, 0));
            steps.add(new Step.Refused(new Wording("step.go_back", values), "obstacle.newer", values));
        });
        return steps;
    }

    /** Whether a program can read and write the tables that it needs, whatever else there is. */
    static boolean serve(List<Table> wanted, LiveTables live) {
        return wanted.stream().allMatch(table -> serves(table, live));
    }

    private static boolean serves(Table table, LiveTables live) {
        LiveTable there = live.find(table);
        return there != null
                && table.columns().stream().allMatch(column -> {
                    LiveTable.Column standing = there.columns().get(column.name());
                    return standing != null && standing.type().equals(column.type());
                })
                && there.columns().values().stream()
                        .filter(column -> column.required() && column.preset() == null)
                        .allMatch(column -> table.columns().stream()
                                .anyMatch(known -> known.name().equals(column.name())));
    }
}

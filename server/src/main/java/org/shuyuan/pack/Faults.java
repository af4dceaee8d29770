package org.shuyuan.pack;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects every fault of every file, so that a writer sees them all at once. */
public final class Faults {

    private final List<Fault> faults = new ArrayList<>();

    public void add(Place place, String offending, String problem, String remedy) {
        faults.add(new Fault(place, offending, problem, remedy, false));
    }

    public void warn(Place place, String offending, String problem, String remedy) {
        faults.add(new Fault(place, offending, problem, remedy, true));
    }

    /** Adds a fault where {@code id} cannot be an id. */
    public void checkId(Place place, String id) {
        if (!Definition.isId(id)) {
            add(place, id, "`" + id + "` is not an id", "write " + Definition.ID_FORM);
        }
    }

    /** Whether anything keeps the packs from compiling. */
    public boolean refuse() {
        return faults.stream().anyMatch(fault -> !fault.warning());
    }

    /** All faults, by file and line; what was said twice stands once. */
    public List<Fault> list() {
        return faults.stream()
                .distinct()
                .sorted(Comparator.<Fault, String>comparing(
                                fault -> fault.place().file())
                        .thenComparing(fault -> fault.place().line()))
                .toList();
    }
}

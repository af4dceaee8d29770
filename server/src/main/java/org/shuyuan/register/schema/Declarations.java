package org.shuyuan.register.schema;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.shuyuan.pack.Change;

/**
 * What packs declare under {@code changes}, and the release under which a further line would stand.
 *
 * @param releases of the pack of each register
 */
record Declarations(List<Change> changes, Map<String, Integer> releases) {

    /** What is dropped where a whole register goes. */
    static final String EVERYTHING = "*";

    Declarations {
        changes = changes.stream()
                .sorted(Comparator.comparingInt(Change::release))
                .toList();
        releases = Map.copyOf(releases);
    }

    /** The renames of a register, earlier releases first. */
    List<Change> renames(String register) {
        return changes.stream()
                .filter(change -> change.register().equals(register) && change.rename() != null && change.to() != null)
                .toList();
    }

    boolean drops(String register, String field) {
        return changes.stream().anyMatch(change -> change.register().equals(register) && field.equals(change.drop()));
    }

    boolean narrows(String register, String field) {
        return changes.stream().anyMatch(change -> change.register().equals(register) && field.equals(change.narrow()));
    }

    /** The line of {@code pack.yaml} that declares something. */
    String line(String register, String what) {
        Integer release = releases.get(register);
        return "- {release: " + Objects.requireNonNullElse(release, "<this release>") + ", register: " + register + ", "
                + what + "}";
    }
}

package org.shuyuan.register.schema;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Change;
import org.shuyuan.register.model.Template;

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
        return of(register).stream()
                .filter(change -> change.rename() != null && change.to() != null)
                .toList();
    }

    /**
     * A field that others take the place of.
     *
     * @param field as the release called it that split it
     */
    record Split(String field, Template into) {}

    /** The split that a column of the database is still to go through, or null; its parts have the names of today. */
    @Nullable
    Split split(String register, String column) {
        String name = column;
        for (Change change : of(register)) {
            if (name.equals(change.rename())) {
                name = String.valueOf(change.to());
            } else if (name.equals(change.split())) {
                Template into = Template.parse(String.valueOf(change.into()));
                return into == null ? null : new Split(name, into.renamed(later(register, change, into.fields())));
            }
        }
        return null;
    }

    /** What fields that a change brought are called today. */
    private Map<String, String> later(String register, Change since, List<String> fields) {
        Map<String, String> names = new HashMap<>();
        for (String field : fields) {
            String name = field;
            for (Change change : of(register)) {
                if (change.release() > since.release() && name.equals(change.rename())) {
                    name = String.valueOf(change.to());
                }
            }
            names.put(field, name);
        }
        return names;
    }

    private List<Change> of(String register) {
        return changes.stream()
                .filter(change -> change.register().equals(register))
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
        return "- {release: " + Objects.requireNonNullElse(release, "…") + ", register: " + register + ", " + what
                + "}";
    }
}

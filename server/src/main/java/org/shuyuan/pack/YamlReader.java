package org.shuyuan.pack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.AnchorNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads one YAML 1.2 document into {@link Yaml}, with a fault for each thing a pack may not contain. */
final class YamlReader {

    private static final int CODE_POINTS = 20_000_000;

    private final String file;
    private final Faults faults;

    YamlReader(String file, Faults faults) {
        this.file = file;
        this.faults = faults;
    }

    /** The document, or null where it is broken; the faults tell why. */
    @Nullable
    Yaml read(String text) {
        int tab = indentingTab(text);
        if (tab > 0) {
            faults.add(
                    new Place(file, tab),
                    "⇥",
                    "a tab indents this line; YAML allows only spaces there",
                    "replace the tab with spaces");
            return null;
        }
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setAllowDuplicateKeys(true)
                .setMaxAliasesForCollections(0)
                .setCodePointLimit(CODE_POINTS)
                .build();
        try {
            return new Compose(settings).composeString(text).map(this::convert).orElse(null);
        } catch (MarkedYamlEngineException broken) {
            Optional<Mark> mark = broken.getProblemMark();
            int line = mark.map(Mark::getLine).orElse(0) + 1;
            faults.add(
                    new Place(file, line),
                    lineOf(text, line),
                    "broken YAML: " + broken.getProblem(),
                    "mend the syntax here or on the line before");
        } catch (YamlEngineException broken) {
            faults.add(
                    new Place(file, 1), "", "broken YAML: " + broken.getMessage(), "keep one plain document per file");
        }
        return null;
    }

    private static int indentingTab(String text) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int start = 0;
            while (start < line.length() && line.charAt(start) == ' ') {
                start++;
            }
            if (start < line.length() && line.charAt(start) == '\t') {
                return i + 1;
            }
        }
        return 0;
    }

    private static String lineOf(String text, int line) {
        return text.lines().skip(line - 1L).findFirst().orElse("");
    }

    private Yaml convert(Node node) {
        return switch (node.getNodeType()) {
            case SCALAR -> {
                ScalarNode scalar = (ScalarNode) node;
                yield new Yaml.Scalar(place(node), scalar.getValue(), scalar.getScalarStyle() == ScalarStyle.PLAIN);
            }
            case SEQUENCE -> {
                List<Yaml> items = new ArrayList<>();
                for (Node item : ((SequenceNode) node).getValue()) {
                    items.add(convert(item));
                }
                yield new Yaml.Sequence(place(node), items);
            }
            case MAPPING -> convertMapping((MappingNode) node);
            case ANCHOR -> convert(((AnchorNode) node).getRealNode());
        };
    }

    private Yaml convertMapping(MappingNode node) {
        Map<String, Yaml> entries = new LinkedHashMap<>();
        Map<String, Place> places = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            Place place = place(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                faults.add(place, "", "a key must be a single word", "write `key: value`");
                continue;
            }
            Place earlier = places.get(key.getValue());
            if (earlier != null) {
                faults.add(
                        place,
                        key.getValue(),
                        "the key stands twice; first on line " + earlier.line(),
                        "delete one of the two");
                continue;
            }
            entries.put(key.getValue(), convert(tuple.getValueNode()));
            places.put(key.getValue(), place);
        }
        return new Yaml.Mapping(place(node), entries, places);
    }

    private Place place(Node node) {
        return new Place(file, node.getStartMark().map(Mark::getLine).orElse(0) + 1);
    }
}

package org.shuyuan.pack;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads one YAML 1.2 document into {@link Yaml}, with a fault for each thing a pack may not contain. */
final class YamlReader {

    private static final int CODE_POINTS = 20_000_000;
    private static final int DEEPEST = 40;

    private final String file;
    private final Faults faults;
    private boolean refused;
    private int depth;

    YamlReader(String file, Faults faults) {
        this.file = file;
        this.faults = faults;
    }

    /** The document, or null where nothing can be made of it; the faults tell why. */
    @Nullable
    Yaml read(String text) {
        int tab = indentingTab(text);
        if (tab > 0) {
            refuse(tab, "⇥", "a tab indents this line; YAML allows only spaces there", "replace the tab with spaces");
            return null;
        }
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit(CODE_POINTS)
                .build();
        try {
            Yaml yaml = document(new Parse(settings).parseString(text).iterator());
            return refused ? null : yaml;
        } catch (MarkedYamlEngineException broken) {
            int line = line(broken.getProblemMark());
            refuse(
                    line,
                    lineOf(text, line),
                    "broken YAML: " + broken.getProblem(),
                    "mend the syntax here or on the line before");
        } catch (ReaderException broken) {
            int line = (int) text.codePoints()
                            .limit(broken.getPosition())
                            .filter(point -> point == '\n')
                            .count()
                    + 1;
            refuse(line, "", "the file contains a control character", "delete it, or write it as \"\\u….\"");
        } catch (YamlEngineException broken) {
            refuse(1, "", "broken YAML: " + broken.getMessage(), "split the file, or write a long table as CSV");
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

    private @Nullable Yaml document(Iterator<Event> events) {
        Yaml yaml = null;
        while (events.hasNext()) {
            Event event = events.next();
            if (!(event instanceof NodeEvent node)) {
                continue;
            }
            if (yaml != null) {
                refuse(event, "---", "a second document begins here", "keep one definition per file");
                return yaml;
            }
            yaml = value(node, events);
        }
        if (yaml == null) {
            refuse(1, "", "the file is empty", "fill it or delete it");
        }
        return yaml;
    }

    private Yaml value(Event event, Iterator<Event> events) {
        Place place = new Place(file, line(event.getStartMark()));
        if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            refuse(
                    event,
                    node.getAnchor().get().toString(),
                    "anchors and aliases are not used here",
                    "write the value out again");
        }
        return switch (event) {
            case ScalarEvent scalar -> {
                refuseTag(event, scalar.getTag());
                yield new Yaml.Scalar(place, text(scalar), scalar.getScalarStyle() == ScalarStyle.PLAIN);
            }
            case AliasEvent alias -> new Yaml.Scalar(place, "*" + alias.getAlias(), true);
            case CollectionStartEvent start -> {
                refuseTag(event, start.getTag());
                if (++depth > DEEPEST) {
                    throw new ParserException("the nesting is deeper than " + DEEPEST, event.getStartMark());
                }
                Yaml collection =
                        start.getEventId() == Event.ID.SequenceStart ? sequence(place, events) : mapping(place, events);
                depth--;
                yield collection;
            }
            default -> throw new ParserException("a value is expected here", event.getStartMark());
        };
    }

    private void refuseTag(Event event, Optional<String> tag) {
        tag.filter(written -> !written.equals("!"))
                .ifPresent(written ->
                        refuse(event, written, "tags are not used here", "write the value without `" + written + "`"));
    }

    private String text(ScalarEvent scalar) {
        String text = scalar.getValue();
        boolean kept = text.codePoints()
                .noneMatch(
                        point -> point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE));
        if (!kept) {
            refuse(scalar, text, "no text contains this character", "leave out \\0 and halves of surrogate pairs");
        }
        return text;
    }

    private Yaml sequence(Place place, Iterator<Event> events) {
        List<Yaml> items = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(value(event, events));
        }
        return new Yaml.Sequence(place, items);
    }

    private Yaml mapping(Place place, Iterator<Event> events) {
        Map<String, Yaml> entries = new LinkedHashMap<>();
        Map<String, Place> places = new LinkedHashMap<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            Yaml key = value(event, events);
            Yaml value = value(events.next(), events);
            if (!(key instanceof Yaml.Scalar word)) {
                refuse(event, key.quote(), "a key must be a single word", "write `key: value`");
                continue;
            }
            Place earlier = places.putIfAbsent(word.text(), word.place());
            if (earlier == null) {
                entries.put(word.text(), value);
            } else {
                faults.add(
                        word.place(),
                        word.text(),
                        "the key stands twice; first on line " + earlier.line(),
                        "delete one of the two");
            }
        }
        return new Yaml.Mapping(place, entries, places);
    }

    private void refuse(Event event, String offending, String problem, String remedy) {
        refuse(line(event.getStartMark()), offending, problem, remedy);
    }

    private void refuse(int line, String offending, String problem, String remedy) {
        refused = true;
        faults.add(new Place(file, line), offending, problem, remedy);
    }

    private static int line(Optional<Mark> mark) {
        return mark.map(Mark::getLine).orElse(0) + 1;
    }
}

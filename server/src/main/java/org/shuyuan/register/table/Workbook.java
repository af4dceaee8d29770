package org.shuyuan.register.table;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a workbook consists of (ECMA-376 part 1, chapter 18): its sheets in order, and the parts that they share.
 *
 * @param from1904 whether days are counted from 1904, not from 1900
 */
record Workbook(
        List<Sheet> sheets,
        boolean from1904,
        @Nullable String sharedStrings,
        @Nullable String styles) {

    private static final int MOST_SHEETS = 1_000;
    private static final String CONTENT_TYPES = "[Content_Types].xml";

    /** A sheet of cells and the part that holds it. */
    record Sheet(String name, boolean hidden, String part) {}

    private record Relation(String type, String target) {}

    static Workbook of(ArchiveFile archive) throws IOException {
        if (archive.part(CONTENT_TYPES) == null) {
            throw noWorkbook();
        }
        refuseActive(archive);
        String main = relations(archive, "").values().stream()
                .filter(relation -> relation.type().equals("officeDocument"))
                .findFirst()
                .map(Relation::target)
                .orElseThrow(Workbook::noWorkbook);
        if (!main.endsWith(".xml")) {
            throw noWorkbook();
        }
        return read(archive, main, relations(archive, main));
    }

    /** Refuses what does or fetches something. Nothing here would run it, but nobody should pass it on. */
    private static void refuseActive(ArchiveFile archive) throws IOException {
        for (String name : archive.names()) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.endsWith("vbaproject.bin") || lower.contains("/macrosheets/")) {
                throw refused(TableFault.MACROS);
            }
            if (lower.contains("/externallinks/") || lower.endsWith("/connections.xml")) {
                throw refused(TableFault.WORKBOOK_LINKS);
            }
        }
        try (Xml types = xml(archive, CONTENT_TYPES)) {
            while (types.next()) {
                String type = String.valueOf(types.attribute("ContentType")).toLowerCase(Locale.ROOT);
                if (type.contains("macroenabled") || type.contains("vbaproject")) {
                    throw refused(TableFault.MACROS);
                }
                if (type.contains("externallink")) {
                    throw refused(TableFault.WORKBOOK_LINKS);
                }
            }
        }
    }

    private static Workbook read(ArchiveFile archive, String main, Map<String, Relation> relations) throws IOException {
        List<Sheet> sheets = new ArrayList<>();
        boolean from1904 = false;
        boolean workbook = false;
        try (Xml xml = xml(archive, main)) {
            while (xml.next()) {
                if (xml.starts("workbook")) {
                    workbook = true;
                } else if (xml.starts("workbookPr")) {
                    String flag = String.valueOf(xml.attribute("date1904"));
                    from1904 = flag.equals("1") || flag.equals("true");
                } else if (xml.starts("sheet")) {
                    Relation relation = relations.get(String.valueOf(xml.attribute("id")));
                    String state = xml.attribute("state");
                    if (relation != null && relation.type().equals("worksheet")) {
                        sheets.add(new Sheet(
                                Escapes.read(String.valueOf(xml.attribute("name"))),
                                state != null && !state.equals("visible"),
                                relation.target()));
                    }
                }
            }
        }
        if (!workbook || sheets.size() > MOST_SHEETS) {
            throw workbook ? ArchiveFile.broken() : noWorkbook();
        }
        return new Workbook(
                List.copyOf(sheets), from1904, target(relations, "sharedStrings"), target(relations, "styles"));
    }

    private static @Nullable String target(Map<String, Relation> relations, String type) {
        return relations.values().stream()
                .filter(relation -> relation.type().equals(type))
                .map(Relation::target)
                .findFirst()
                .orElse(null);
    }

    /** What a part leads to inside the archive, by id; the archive itself is the part without a name. */
    private static Map<String, Relation> relations(ArchiveFile archive, String part) throws IOException {
        int slash = part.lastIndexOf('/') + 1;
        String name = part.substring(0, slash) + "_rels/" + part.substring(slash) + ".rels";
        Map<String, Relation> relations = new HashMap<>();
        if (archive.part(name) == null) {
            return relations;
        }
        try (Xml xml = xml(archive, name)) {
            while (xml.next()) {
                String target = xml.attribute("Target");
                if (xml.starts("Relationship") && target != null && !"External".equals(xml.attribute("TargetMode"))) {
                    String type = String.valueOf(xml.attribute("Type"));
                    relations.put(
                            String.valueOf(xml.attribute("Id")),
                            new Relation(type.substring(type.lastIndexOf('/') + 1), resolved(part, target)));
                }
            }
        }
        return relations;
    }

    private static String resolved(String part, String target) {
        try {
            String path = URI.create("/" + part).resolve(target).normalize().getPath();
            return path.startsWith("/") ? path.substring(1) : path;
        } catch (IllegalArgumentException malformed) {
            throw ArchiveFile.broken();
        }
    }

    /** A part that must be there. */
    static Xml xml(ArchiveFile archive, String part) throws IOException {
        InputStream stream = archive.part(part);
        if (stream == null) {
            throw ArchiveFile.broken();
        }
        return new Xml(stream);
    }

    private static FileRefused noWorkbook() {
        return refused(TableFault.NO_WORKBOOK);
    }

    private static FileRefused refused(TableFault fault) {
        return FileRefused.at(1, fault, Map.of());
    }
}

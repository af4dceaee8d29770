package org.shuyuan.pack;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Compiles packs into a {@link Model}, or lists every fault. The same packs give the same model and hash. */
public final class PackCompiler {

    private final List<Engine<?>> engines;

    public PackCompiler(List<Engine<?>> engines) {
        this.engines = List.copyOf(engines);
    }

    public Compilation compile(List<Path> folders) {
        Faults faults = new Faults();
        List<DefinitionKind<?>> kinds = new ArrayList<>();
        engines.forEach(engine -> kinds.addAll(engine.kinds()));
        PackReader reader = new PackReader(kinds, faults);
        List<Pack> packs = new PackOrder(reader.packs(folders), reader.packFiles(), faults).byNeeds();

        TextReader textReader = new TextReader(faults);
        Definitions definitions = new Definitions(packs, reader.packFiles(), textReader.read(packs));
        for (Pack pack : packs) {
            definitions.needText(pack, "pack." + pack.id(), definitions.place(pack, "pack"));
            reader.read(pack, definitions);
        }
        Map<Class<?>, Object> parts = new HashMap<>();
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("packs", packs.stream().map(PackCompiler::describe).toList());
        for (Engine<?> engine : engines) {
            compile(engine, definitions, faults, parts, description);
        }
        textReader.check(definitions);
        if (faults.refuse()) {
            return new Compilation.Refused(faults.list());
        }
        Texts.LANGUAGES.forEach(language ->
                description.put("texts " + language, definitions.texts().in(language)));
        String json = JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(description);
        Model model = new Model(packs, definitions.texts(), parts, sha256(json), json);
        return new Compilation.Compiled(model, faults.list());
    }

    private static <P> void compile(
            Engine<P> engine,
            Definitions definitions,
            Faults faults,
            Map<Class<?>, Object> parts,
            Map<String, Object> description) {
        @Nullable P part = engine.compile(definitions, faults);
        if (part != null) {
            parts.put(engine.part(), part);
            if (!faults.refuse()) {
                description.put(engine.part().getSimpleName(), engine.describe(part));
            }
        }
    }

    /** JSON Schemas of every kind of definition, by kind. */
    public Map<String, Map<String, Object>> schemas() {
        Map<String, Map<String, Object>> schemas = new LinkedHashMap<>();
        schemas.put("pack", JsonSchemas.of(PackReader.PACK));
        engines.forEach(engine -> engine.kinds().forEach(kind -> schemas.put(kind.id(), JsonSchemas.of(kind))));
        return schemas;
    }

    private static Map<String, Object> describe(Pack pack) {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("id", pack.id());
        description.put("release", pack.release());
        description.put("needs", pack.needs());
        description.put("authority", pack.authority());
        description.put("effectiveFrom", String.valueOf(pack.effectiveFrom()));
        description.put(
                "exceptions", pack.exceptions().stream().map(String::valueOf).toList());
        return description;
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

package org.shuyuan.register.definition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shuyuan.pack.Definition;
import org.shuyuan.pack.DefinitionKind;
import org.shuyuan.pack.DefinitionKind.Shape;
import org.shuyuan.pack.Definitions;
import org.shuyuan.pack.Engine;
import org.shuyuan.pack.Faults;
import org.shuyuan.pack.Pack;
import org.shuyuan.pack.Place;
import org.shuyuan.register.model.CodeSet;
import org.shuyuan.register.model.Element;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Format;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.model.Role;

/** Compiles what packs say about registers. */
public final class RegisterEngine implements Engine<Registers> {

    static final DefinitionKind<FormatFile> FORMATS =
            new DefinitionKind<>("format", "formats", FormatFile.class, Shape.MAP);
    static final DefinitionKind<ElementFile> ELEMENTS =
            new DefinitionKind<>("element", "elements", ElementFile.class, Shape.MAP);
    static final DefinitionKind<CodeSetFile> CODES =
            new DefinitionKind<>("codes", "codes", CodeSetFile.class, Shape.FILE);
    static final DefinitionKind<RoleFile> ROLES = new DefinitionKind<>("role", "roles", RoleFile.class, Shape.FILE);
    static final DefinitionKind<RegisterFile> REGISTERS =
            new DefinitionKind<>("register", "registers", RegisterFile.class, Shape.FILE);
    static final DefinitionKind<TestFile> TESTS = new DefinitionKind<>("test", "tests", TestFile.class, Shape.FILE);

    private static final Pattern SEED = Pattern.compile("([0-9]{1,6})-([a-z][a-z0-9_]*)\\.csv");

    private final Supplier<LocalDate> today;

    public RegisterEngine() {
        this(() -> LocalDate.now(ZoneId.systemDefault()));
    }

    /** @param today the day by which exceptions that have ended are warned of; the model doesn't depend on it */
    RegisterEngine(Supplier<LocalDate> today) {
        this.today = today;
    }

    @Override
    public List<DefinitionKind<?>> kinds() {
        return List.of(FORMATS, ELEMENTS, CODES, ROLES, REGISTERS, TESTS);
    }

    @Override
    public Class<Registers> part() {
        return Registers.class;
    }

    @Override
    public @Nullable Registers compile(Definitions definitions, Faults faults) {
        Draft draft = new Draft(definitions, faults);
        Map<String, Definition<RegisterFile>> files = draft.byId(REGISTERS);
        Map<String, CodeSet> codes = new CodeSetCompiler(draft).compile();
        Map<String, Format> formats = new FormatCompiler(draft, codes).compile();
        DatumCompiler data = new DatumCompiler(draft, codes, formats);
        Map<String, Element> elements = data.compileElements();
        Map<String, Role> roles = roles(draft);
        Map<String, Map<String, Field>> fields = new FieldCompiler(draft, elements, data).compile(files);
        new OneSource(draft, files, fields).check(today.get());
        new FirstRecords(draft, files, fields).check();
        new Changes(draft, files, fields).check();
        Map<String, Register> registers = registers(draft, files, fields, codes);
        checkSpine(draft, files);
        return new Registers(
                elements,
                codes,
                formats,
                roles,
                registers,
                seeds(draft, files),
                new ScenarioCompiler(draft, registers).compile());
    }

    private static Map<String, Register> registers(
            Draft draft,
            Map<String, Definition<RegisterFile>> files,
            Map<String, Map<String, Field>> fields,
            Map<String, CodeSet> codes) {
        ConditionCompiler conditions = new ConditionCompiler(draft, fields, new ModelVocabulary(files, fields, codes));
        Map<String, RegisterCompiler> compilers = new LinkedHashMap<>();
        files.forEach((id, file) -> {
            Map<String, Field> own = fields.getOrDefault(id, Map.of());
            file.content().declared().stream()
                    .filter(field -> !own.containsKey(field))
                    .forEach(conditions::addFaulty);
            compilers.put(id, new RegisterCompiler(draft, file, own, conditions));
        });
        compilers.values().forEach(RegisterCompiler::compileNamedConditions);
        Map<String, Register> registers = new LinkedHashMap<>();
        compilers.forEach((id, compiler) -> registers.put(id, compiler.compile()));
        return registers;
    }

    private static Map<String, Role> roles(Draft draft) {
        Map<String, Role> roles = new LinkedHashMap<>();
        draft.byId(ROLES).forEach((id, definition) -> {
            draft.definitions.needText(definition.pack(), "role." + id, definition.place());
            if (id.equals(Role.ANYONE) || id.equals(Role.SIGNED_IN) || id.equals("operator")) {
                draft.faults.add(definition.place(), id, "`" + id + "` is built in", "choose another name");
            }
            RoleFile file = definition.content();
            file.givenBy().forEach(giver -> draft.find(definition.pack(), definition.place(), ROLES, giver));
            roles.put(
                    id,
                    new Role(id, definition.pack().id(), file.operator(), file.audits(), Set.copyOf(file.givenBy())));
        });
        return roles;
    }

    private static void checkSpine(Draft draft, Map<String, Definition<RegisterFile>> files) {
        Map<String, Definition<RegisterFile>> spines = new LinkedHashMap<>();
        files.values().stream().filter(file -> file.content().spine() != null).forEach(file -> {
            Definition<RegisterFile> earlier =
                    spines.putIfAbsent(String.valueOf(file.content().spine()), file);
            if (earlier != null) {
                draft.faults.add(
                        file.place(),
                        file.id(),
                        "the spine is `" + earlier.id() + "` already, at " + earlier.place(),
                        "delete `spine:` here");
            }
        });
    }

    private static List<Registers.Seed> seeds(Draft draft, Map<String, Definition<RegisterFile>> files) {
        List<Registers.Seed> seeds = new ArrayList<>();
        for (String folder : List.of("data", "demo")) {
            for (Pack pack : draft.definitions.packs()) {
                for (Path csv : tables(draft, pack, folder)) {
                    Place place = new Place(pack.id() + "/" + folder + "/" + csv.getFileName(), 1);
                    Matcher name = SEED.matcher(String.valueOf(csv.getFileName()));
                    if (!name.matches()) {
                        draft.faults.add(
                                place,
                                "",
                                "the file's name doesn't tell its register",
                                "name it like 10-<register>.csv");
                    } else if (draft.find(pack, place, REGISTERS, name.group(2)) != null) {
                        seeds.add(new Registers.Seed(pack.id(), name.group(2), csv, folder.equals("demo")));
                    }
                }
            }
        }
        return seeds;
    }

    /** The tables of a folder in the order of their numbers. */
    private static List<Path> tables(Draft draft, Pack pack, String name) {
        Path folder = pack.folder().resolve(name);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".csv"))
                    .sorted(Comparator.comparing(RegisterEngine::number).thenComparing(Comparator.naturalOrder()))
                    .toList();
        } catch (IOException unreadable) {
            draft.faults.add(
                    new Place(pack.id() + "/" + name, 1),
                    "",
                    "the folder cannot be read: " + unreadable.getMessage(),
                    "check who may read it");
            return List.of();
        }
    }

    private static int number(Path csv) {
        Matcher name = SEED.matcher(String.valueOf(csv.getFileName()));
        return name.matches() ? Integer.parseInt(name.group(1)) : 0;
    }

    @Override
    public Object describe(Registers part) {
        return ModelDescription.of(part);
    }
}

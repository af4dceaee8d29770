package org.shuyuan.register.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.TestNode;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Problem;
import org.shuyuan.register.imports.ImportState.Stage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From the first to the second release of the packs that come with the product, with values in every field that changes. */
class ReleasesTest {

    private static final Path FIRST = TestNode.ROOT.resolve("server/src/test/resources/releases/first");

    @TempDir
    private Path keys;

    private TestNode node;
    private Actor operator;
    private UUID bureau;
    private UUID school;
    private UUID person;
    private UUID enrolment;
    private UUID resource;
    private UUID system;
    private Instant before;

    private static Path[] with(Path students, Path catalogues) {
        return new Path[] {
            TestNode.PACKS.resolve("education_base"), TestNode.PACKS.resolve("organisations"), catalogues, students
        };
    }

    private static Path[] second() {
        return with(TestNode.PACKS.resolve("students"), TestNode.PACKS.resolve("catalogues"));
    }

    @BeforeEach
    void firstRelease() {
        node = TestNode.start(keys, with(FIRST.resolve("students"), FIRST.resolve("catalogues")));
        operator = new Actor(
                UUID.randomUUID(),
                "operator",
                null,
                Stream.concat(node.operator().grants().stream(), clerks(null).grants().stream())
                        .toList());
        bureau = create("organisation", "{'name': '测市教育局', 'kind': 'city_authority'}");
        school = create(
                "organisation",
                "{'name': '测市一小', 'code': '2199820001', 'kind': 'school', 'parent': '%s'}".formatted(bureau));
        person = create(
                "person",
                "{'name': '欧阳若曦', 'number': '100000000001', 'citizen_id': '11010519491231002X', 'keeper': '%s'}"
                        .formatted(school));
        enrolment = create(
                "enrolment",
                "{'person': '%s', 'school': '%s', 'grade': '11', 'class': '3班', 'since': '2025-09-01', 'entry': 'transferred'}"
                        .formatted(person, school));
        change("enrolment", enrolment, 1, "{'class': '12班双语', 'until': '2026-03-01', 'leave': 'suspended'}");
        before = Instant.now();
        change("enrolment", enrolment, 2, "{'class': '4班', 'leave': 'transferred'}");
        system = create(
                "information_system",
                "{'name': '甲系统', 'code': 'S1', 'owner': '%s', 'level': '3', 'filing': '51990-1', 'answers': '何静'}"
                        .formatted(bureau));
        resource = create(
                "data_resource",
                "{'name': '学生名册', 'owner': '%s', 'grade': 'general_3', 'sharing': 'unconditional', 'amount': 12, 'answers': '何静', 'system': '%s'}"
                        .formatted(bureau, system));
    }

    private static Actor clerks(@Nullable UUID at) {
        return new Actor(
                UUID.randomUUID(),
                "clerk",
                null,
                Stream.of("org_admin", "student_clerk", "student_officer", "catalogue_clerk", "catalogue_keeper")
                        .map(role -> new Actor.Grant(role, at))
                        .toList());
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }

    private UUID create(String register, String values) {
        return node.records
                .create(node.register(register), json(values), null, operator)
                .id();
    }

    private void change(String register, UUID id, int version, String values) {
        node.records.change(node.register(register), id, version, json(values), null, operator);
    }

    private JsonNode read(String register, UUID id, @Nullable Instant at, Actor actor) {
        return JsonMapper.shared()
                .readTree(node.reads.detail(node.register(register), id, at, actor))
                .get("values");
    }

    private List<byte[]> list(String register, Map<String, String> parameters, Actor actor) {
        return node.reads.list(node.register(register), parameters, actor).records();
    }

    @Test
    void everyChangedFieldKeepsItsValuesItsHistoryAndItsRights() {
        node = node.upgrade(keys, second());
        JsonNode now = read("enrolment", enrolment, null, operator);
        assertThat(now.get("class_no").asInt()).isEqualTo(4);
        assertThat(now.get("class_note").isNull()).isTrue();
        assertThat(now.get("boarding").toString()).contains("day");
        assertThat(now.get("entry_kind").toString()).contains("transferred");
        assertThat(now.get("leave_kind").toString()).contains("transferred");
        JsonNode then = read("enrolment", enrolment, before, operator);
        assertThat(then.get("class_no").asInt()).isEqualTo(12);
        assertThat(then.get("class_note").asString()).isEqualTo("双语");
        assertThat(then.get("leave_kind").toString()).contains("suspended");
        assertThat(node.histories.of(node.register("enrolment"), enrolment, operator))
                .hasSize(3)
                .first()
                .satisfies(version -> assertThat(version.changes())
                        .extracting(change -> change.field())
                        .contains("class_no", "class_note", "leave_kind"));

        JsonNode asset = read("data_resource", resource, null, operator);
        assertThat(asset.get("records").asInt()).isEqualTo(12);
        assertThat(asset.get("steward").asString()).isEqualTo("何静");
        JsonNode online = read("information_system", system, null, operator);
        assertThat(online.get("filing_no").asString()).isEqualTo("51990-1");
        assertThat(online.get("critical").asBoolean()).isFalse();

        Actor here = clerks(school);
        assertThat(list("enrolment", Map.of("sort", "class_no"), here)).hasSize(1);
        assertThat(list("enrolment", Map.of("entry_kind", "transferred", "boarding", "day"), here))
                .hasSize(1);
        assertThat(list("enrolment", Map.of(), clerks(UUID.randomUUID()))).isEmpty();
        assertThat(list("data_resource", Map.of("sort", "records", "when", "without_duty"), operator))
                .isEmpty();
        assertThat(list("person", Map.of("citizen_id", "11010519491231002X"), operator))
                .hasSize(1);
    }

    @Test
    void peopleWorkOnAndOldFilesStillComeIn() throws IOException {
        node = node.upgrade(keys, second());
        change("enrolment", enrolment, 3, "{'class_no': 5, 'boarding': 'boarding'}");
        assertThat(read("enrolment", enrolment, null, operator).get("class_no").asInt())
                .isEqualTo(5);
        assertThatThrownBy(() -> change("information_system", system, 1, "{'level': '1', 'critical': true}"))
                .isInstanceOf(Problem.class);
        Path file = Files.writeString(
                keys.resolve("old.csv"),
                "person,school,grade,class,since,until,entry,leave\n100000000001,2199820001,11,7,2026-03-01,,admitted,\n");
        ImportState state = node.imports.run(
                node.register("enrolment"), file, Table.options(false, false), operator, Progress.UNSEEN);
        assertThat(state.stage()).isEqualTo(Stage.DONE);
        assertThat(node.sql("select class_no || boarding || entry_kind from data.enrolment where since = '2026-03-01'"))
                .isEqualTo("7dayadmitted");
    }

    @Test
    void aValueOfTheFirstReleaseThatHasNoPlaceInTheSecondStopsTheUpgrade() {
        change("enrolment", enrolment, 3, "{'class': '火箭班'}");
        assertThatThrownBy(() -> node.upgrade(keys, second()))
                .hasMessageContaining("split enrolment.class into {class_no}班{class_note}")
                .hasMessageContaining(enrolment.toString())
                .message()
                .doesNotContain("火箭");
        assertThat(node.sql("select class from data.enrolment")).isEqualTo("火箭班");
    }

    @Test
    void aNextReleaseThatWouldLoseDataIsRefusedWithItsPlan(@TempDir Path third) throws IOException {
        node = node.upgrade(keys, second());
        change("enrolment", enrolment, 3, "{'class_note': '双语实验'}");
        Path students = copy(TestNode.PACKS.resolve("students"), third.resolve("students"));
        Path catalogues = copy(TestNode.PACKS.resolve("catalogues"), third.resolve("catalogues"));
        edit(students.resolve("pack.yaml"), "release: 2\nneeds", "release: 3\nneeds");
        edit(students.resolve("elements/enrolment.yaml"), "max: 40", "max: 3");
        edit(students.resolve("codes/leave_kind.yaml"), "  transferred: {zh-CN: 转出, en: Transferred out}\n", "");
        edit(
                students.resolve("tests/a_pupil_is_enrolled_once.yaml"),
                "leave_kind: transferred",
                "leave_kind: graduated");
        edit(catalogues.resolve("pack.yaml"), "release: 4\nneeds", "release: 5\nneeds");
        edit(
                catalogues.resolve("registers/information_system.yaml"),
                "  maker:      {element: information_system.maker, search: true}\n",
                "");
        edit(catalogues.resolve("registers/information_system.yaml"), "steward, maker]", "steward]");
        for (String language : List.of("zh-CN", "en")) {
            edit(
                    catalogues.resolve("i18n/" + language + ".json"),
                    "  \"element.information_system.maker\": " + (language.equals("en") ? "\"Maker\"" : "\"承建单位\"")
                            + ",\n",
                    "");
        }
        edit(
                catalogues.resolve("elements/information_system.yaml"),
                "information_system.maker:     {type: text, max: 120}\n",
                "");
        String tables = catalog();
        assertThatThrownBy(() -> node.upgrade(keys, with(students, catalogues)))
                .message()
                .startsWith("Nothing was changed: 3 steps of the upgrade cannot be done as things are.")
                .contains(
                        "✗ delete information_system.maker",
                        "- {release: 5, register: information_system, drop: maker}",
                        "char_length(\"class_note\") <= 3",
                        "it is broken in 1 record (" + enrolment,
                        "✗ replace the code set leave_kind",
                        "1 code (transferred) used by enrolment.leave_kind in 1 record",
                        "The other steps:");
        assertThat(catalog()).isEqualTo(tables);
        assertThat(read("enrolment", enrolment, null, operator)
                        .get("class_note")
                        .asString())
                .isEqualTo("双语实验");
    }

    /** The digest by which an encrypted value is found is keyed with a name, and the name changes. */
    @Test
    void anEncryptedValueIsFoundUnderTheNewNameOfItsField(@TempDir Path third) throws IOException {
        Path students = copy(TestNode.PACKS.resolve("students"), third.resolve("students"));
        edit(students.resolve("pack.yaml"), "release: 2\nneeds", "release: 3\nneeds");
        edit(
                students.resolve("pack.yaml"),
                "changes:\n",
                "changes:\n  - {release: 3, register: person, rename: citizen_id, to: resident_id}\n");
        Path register = students.resolve("registers/person.yaml");
        edit(register, "[citizen_id]", "[resident_id]");
        edit(register, "  citizen_id: ", "  resident_id:");
        edit(register, " citizen_id, document", " resident_id, document");
        edit(register, "[citizen_id, document", "[resident_id, document");
        node = node.upgrade(keys, with(students, TestNode.PACKS.resolve("catalogues")));
        assertThat(list("person", Map.of("resident_id", "11010519491231002X"), operator))
                .hasSize(1);
        assertThat(read("person", person, null, operator).get("resident_id").asString())
                .isEqualTo("11010519491231002X");
        assertThatThrownBy(() -> create(
                        "person",
                        "{'name': '甲', 'resident_id': '11010519491231002X', 'keeper': '%s'}".formatted(school)))
                .isInstanceOf(Problem.class);
    }

    private String catalog() {
        return String.valueOf(node.sql("""
                select md5(string_agg(concat(attrelid::regclass, attname, atttypid, attnotnull), ' ' order by attrelid, attnum))
                from pg_attribute where attrelid in (select oid from pg_class where relnamespace = 'data'::regnamespace)"""));
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }

    private static void edit(Path file, String old, String now) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(old);
        Files.writeString(file, text.replace(old, now));
    }
}

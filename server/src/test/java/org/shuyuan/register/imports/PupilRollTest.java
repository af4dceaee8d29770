package org.shuyuan.register.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.TestNode;
import org.shuyuan.platform.Actor;
import org.shuyuan.register.model.CodeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A roll of ten thousand pupils in which one in twenty is wrong in a way that is known: every error is found, and none invented. */
class PupilRollTest {

    private static final int PUPILS = 10_000;
    private static final int OF_EACH_KIND = 125;
    private static final long SEED = 20_260_901;
    private static final String DIGITS = "10X98765432";
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

    private static TestNode node;
    private static Path folder;
    private static String school;
    private static Actor clerk;
    private final Random random = new Random(SEED);

    @BeforeAll
    static void start(@TempDir Path temporary) {
        folder = temporary;
        node = TestNode.start(temporary, TestNode.PACKS);
        JsonNode values =
                JsonMapper.shared().readTree("{\"name\": \"名册小学\", \"kind\": \"school\", \"code\": \"2199700001\"}");
        UUID id = node.records
                .create(node.register("organisation"), values, null, node.operator())
                .id();
        school = "2199700001";
        clerk = TestNode.actor("student_clerk", id);
    }

    /** Codes of districts, and those that had been abolished before these pupils were born. */
    private static List<String> districts(boolean abolished) {
        CodeSet divisions = Objects.requireNonNull(node.registers.codes().get("division"));
        LocalDate first = LocalDate.of(2012, 1, 1);
        return divisions.byCode().entrySet().stream()
                .filter(entry -> !entry.getKey().endsWith("00"))
                .filter(entry -> abolished
                        ? entry.getValue().stream()
                                .allMatch(each ->
                                        each.until() != null && each.until().isBefore(first))
                        : entry.getValue().stream().anyMatch(each -> each.until() == null))
                .map(java.util.Map.Entry::getKey)
                .toList();
    }

    private String number(String district, int serial) {
        LocalDate born = LocalDate.of(2012, 9, 1).plusDays(random.nextInt(2_000));
        String seventeen = district + born.format(DateTimeFormatter.BASIC_ISO_DATE) + "%03d".formatted(serial % 1_000);
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (seventeen.charAt(i) - '0') * WEIGHTS[i];
        }
        return seventeen + DIGITS.charAt(sum % 11);
    }

    private static String wrongDigit(String number) {
        char last = number.charAt(17);
        return number.substring(0, 17) + (last == '1' ? '2' : '1');
    }

    @Test
    void shouldFindEverySeededErrorAndInventNone() throws IOException {
        List<String> present = districts(false);
        List<String> abolished = districts(true);
        assertThat(abolished).hasSizeGreaterThan(100);
        Set<Integer> seeded = new HashSet<>();
        while (seeded.size() < 3 * OF_EACH_KIND) {
            seeded.add(1 + random.nextInt(PUPILS - 1));
        }
        List<Integer> places = new ArrayList<>(seeded);
        List<String> numbers = new ArrayList<>();
        Set<String> known = new HashSet<>();
        Set<String> expected = new HashSet<>();
        List<String> good = new ArrayList<>();
        StringBuilder persons = new StringBuilder("姓名,身份证件号,学籍管理单位\n");
        for (int i = 0; i < PUPILS; i++) {
            String number = number(present.get(i % present.size()), i);
            while (!known.add(number)) {
                number = number(present.get(i % present.size()), i);
            }
            int kind = places.indexOf(i) / OF_EACH_KIND;
            if (seeded.contains(i)) {
                number = switch (kind) {
                    case 0 -> wrongDigit(number);
                    case 1 -> number(abolished.get(i % abolished.size()), i);
                    default -> good.getLast();
                };
                expected.add(i + 2 + " "
                        + List.of("format_checksum", "format_code", "duplicate_row")
                                .get(kind));
            } else {
                good.add(number);
            }
            numbers.add(number);
            persons.append("学生")
                    .append(i)
                    .append(',')
                    .append(number)
                    .append(",")
                    .append(school)
                    .append('\n');
        }
        ImportState people = bringIn("person", persons.toString());
        Set<String> found = told(people);
        compare("persons", expected, found);
        assertThat(people.counts().created()).isEqualTo(PUPILS - expected.size());

        // Two enrolments of one pupil at the same time
        Set<String> twice = new HashSet<>();
        StringBuilder enrolments = new StringBuilder("身份证件号,学校,年级,入学日期\n");
        int line = 1;
        for (int i = 0; i < good.size(); i++) {
            enrolments.append(good.get(i)).append(",").append(school).append(",11,2024-09-01\n");
            line++;
            if (i % (good.size() / OF_EACH_KIND) == 0 && twice.size() < OF_EACH_KIND) {
                enrolments.append(good.get(i)).append(",").append(school).append(",12,2025-09-01\n");
                line++;
                twice.add(line + " overlap_in_file");
            }
        }
        ImportState enrolled = node.imports.run(
                node.register("enrolment"),
                file(enrolments.toString()),
                new ImportOptions(
                        ImportOptions.Mode.GOOD_ROWS,
                        false,
                        "roll.csv",
                        java.util.Map.of("身份证件号", "person", "学校", "school", "年级", "grade", "入学日期", "since")),
                clerk,
                Progress.UNSEEN);
        compare("enrolments", twice, told(enrolled));
        assertThat(enrolled.counts().created()).isEqualTo(good.size());
    }

    private static Path file(String text) throws IOException {
        return Files.write(Files.createTempFile(folder, "roll", ".csv"), text.getBytes(StandardCharsets.UTF_8));
    }

    private static ImportState bringIn(String register, String text) throws IOException {
        return node.imports.run(
                node.register(register),
                file(text),
                new ImportOptions(
                        ImportOptions.Mode.GOOD_ROWS,
                        false,
                        "roll.csv",
                        java.util.Map.of("姓名", "name", "身份证件号", "citizen_id", "学籍管理单位", "keeper")),
                clerk,
                Progress.UNSEEN);
    }

    private static Set<String> told(ImportState state) {
        return node.reports.faults(state, null, 1_000).stream()
                .map(fault -> fault.line() + " " + fault.fault().code())
                .collect(Collectors.toSet());
    }

    @SuppressWarnings("SystemOut") // the figures belong in the log of a test run
    private static void compare(String roll, Set<String> seeded, Set<String> found) {
        Set<String> hits = new HashSet<>(found);
        hits.retainAll(seeded);
        System.out.printf(
                "%s: %d errors seeded, %d found; precision %.3f, recall %.3f; %s%n",
                roll,
                seeded.size(),
                found.size(),
                found.isEmpty() ? 1 : (double) hits.size() / found.size(),
                (double) hits.size() / seeded.size(),
                found.stream()
                        .collect(Collectors.groupingBy(
                                each -> each.substring(each.indexOf(' ') + 1), TreeMap::new, Collectors.counting())));
        assertThat(found).isEqualTo(seeded);
    }
}

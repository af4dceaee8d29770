import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Makes invented schools and pupils as files that the imports take: the same seed makes the same bytes, and memory stays flat whatever the
 * size.
 *
 * <pre>
 * java bench/generate/Pupils.java demo                     the demo data of the pack students, for the schools of the pack organisations
 * java bench/generate/Pupils.java many DIR SCHOOLS PUPILS  organisations and pupils of any number, for measuring
 * </pre>
 */
public final class Pupils {

    private static final long SEED = 20_260_901;
    private static final int YEAR = 2026;

    /** The commonest family names, each as often as it stands for so many in a thousand. */
    private static final String SURNAMES = "王71 李70 张68 刘54 陈45 杨31 黄22 赵21 吴20 周20 徐15 孙15 马13 朱13 胡12 郭12 何11 林11 高10 罗10 郑9 梁8 谢8 宋8"
            + " 唐8 许7 韩7 邓7 冯7 曹6 彭6 曾6 肖6 田6 董6 袁6 潘5 于5 蒋5 蔡5 余5 杜5 叶5 程5 苏5 魏5 吕5 丁4 任4 沈4 姚4 卢4 姜4 崔4 钟4 谭4 陆4 汪4 范4"
            + " 金4 石3 廖3 贾3 夏3 韦3 付3 方3 白3 邹3 孟3 熊3 秦3 邱3 江3 尹3 薛3 闫3 段3 雷3 侯3 龙3 史3 陶2 黎2 贺2 顾2 毛2 郝2 龚2 邵2 万2 钱2 严2 覃2"
            + " 欧阳2 上官1 司马1 诸葛1 仝1 逄1 亓1 仉1 訾1";

    private static final String BOYS = "浩宇 子轩 宇轩 浩然 子涵 梓豪 俊杰 一鸣 天佑 明哲 志远 文博 嘉懿 思远 泽宇 奕辰 沐宸 昊天 瑾瑜 建国 伟 强 磊 龘 䶮 翀 堃 曌";
    private static final String GIRLS = "欣怡 子涵 梓萱 诗涵 一诺 雨桐 思彤 若曦 语嫣 梦琪 佳琪 雅婷 静怡 可馨 欣妍 婉婷 玥 婧 嬛 芮 晓彤 秀英 芳 娜 𠮷雅 㛃 苒 祎";

    /** Names of other peoples, with the middle dot that belongs to them. */
    private static final String OTHERS = "阿依古丽·买买提5 艾力·吐尔逊5 努尔兰·阿布都热依木5 古丽娜尔·艾尼瓦尔5 扎西·次仁4 卓玛·央金4 洛桑·平措4 巴特尔·苏和2 萨仁·高娃2 吉克·阿木7 阿的·尔古7";

    private final Random random;
    private final List<String> surnames = new ArrayList<>();

    private Pupils(long seed) {
        random = new Random(seed);
        for (String each : SURNAMES.split(" ")) {
            String name = each.replaceAll("[0-9]", "");
            surnames.addAll(java.util.Collections.nCopies(Integer.parseInt(each.replaceAll("[^0-9]", "")), name));
        }
    }

    public static void main(String[] words) throws IOException {
        switch (words.length == 0 ? "" : words[0]) {
            case "demo" -> demo();
            case "many" -> many(Path.of(words[1]), Integer.parseInt(words[2]), Long.parseLong(words[3]));
            default -> {
                System.err.println("demo | many DIR SCHOOLS PUPILS");
                System.exit(2);
            }
        }
    }

    /** A school, the first grade it teaches and how many. */
    private record School(String code, int firstGrade, int grades) {}

    private static void demo() throws IOException {
        List<School> schools = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("packs/organisations/demo/10-organisation.csv"))) {
            String[] cells = line.split(",", -1);
            boolean open = cells[4].equals("school") && cells[16].isEmpty();
            if (open) {
                switch (cells[3].substring(0, 2)) {
                    case "21", "51" -> schools.add(new School(cells[3], 11, 6));
                    case "31" -> schools.add(new School(cells[3], 21, 3));
                    case "34", "36" -> schools.add(new School(cells[3], 31, 3));
                    default -> schools.add(new School(cells[3], 1, 1));
                }
            }
        }
        new Pupils(SEED).write(Path.of("packs/students/demo"), schools, 3_000, 5);
    }

    private static void many(Path folder, int count, long pupils) throws IOException {
        Files.createDirectories(folder);
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("10-organisation.csv"))) {
            out.write("name,code,kind,parent\n省教育厅,,province_authority,\n");
            for (int city = 0; city < 20; city++) {
                out.write("第" + city + "市教育局,,city_authority,省教育厅\n");
                for (int county = 0; county < 50; county++) {
                    out.write("第" + city + "市第" + county + "县教育局,,county_authority,第" + city + "市教育局\n");
                }
            }
            for (int i = 0; i < count; i++) {
                String county = "第" + i % 20 + "市第" + i / 20 % 50 + "县教育局";
                out.write(county.replace("教育局", "") + "第" + i + "学校," + code(i) + ",school," + county + "\n");
            }
        }
        List<School> schools = new java.util.AbstractList<>() {
            @Override
            public School get(int index) {
                return new School(code(index), 11, 6);
            }

            @Override
            public int size() {
                return count;
            }
        };
        new Pupils(SEED).write(folder, schools, pupils, Integer.MAX_VALUE);
    }

    private static String code(int school) {
        return "21" + (10 + school / 1_000_000) + String.format("%06d", school % 1_000_000);
    }

    /** @param guarded every such pupil has a guardian on record */
    private void write(Path folder, List<School> schools, long pupils, int guarded) throws IOException {
        try (BufferedWriter persons = open(folder, "20-person.csv", "number,name,sex,birth_date,ethnic_group,document_type,document_number,phone,keeper");
                BufferedWriter students = open(folder, "30-student.csv", "person,roll,status");
                BufferedWriter enrolments = open(folder, "40-enrolment.csv", "person,school,grade,class_no,class_note,since,until,boarding,entry_kind,leave_kind");
                BufferedWriter guardians = open(folder, "50-guardian.csv", "pupil,person,relation,since")) {
            Map<String, Integer> rolls = new HashMap<>();
            for (long i = 0; i < pupils; i++) {
                School school = schools.get((int) (i % schools.size()));
                int grade = school.firstGrade() + random.nextInt(school.grades());
                int year = YEAR - grade % 10 + (grade == 1 ? 0 : 1);
                int birth = YEAR - age(grade);
                String number = number(i);
                boolean girl = random.nextInt(100) < 47;
                String[] named = name(girl);
                String born = day(LocalDate.of(birth, 9, 1).minusDays(1 + random.nextInt(365)));
                persons.write(String.join(",", number, named[0], girl ? "2" : "1", born, named[1], "B", document(i), "", school.code()) + "\n");
                String prefix = year + school.code().substring(6);
                int roll = schools.size() > 1_000 ? (int) (i / schools.size()) : rolls.merge(prefix, 1, Integer::sum);
                students.write(number + "," + prefix + String.format("%04d", roll) + ",01\n");
                enrolments.write(String.join(",", number, school.code(), String.format("%02d", grade),
                        String.valueOf(random.nextInt(4) + 1), i % 50 == 0 ? "双语" : "", year + "-09-01", "",
                        grade > 20 && i % 3 == 0 ? "boarding" : "day", random.nextInt(25) == 0 ? "transferred" : "admitted", "") + "\n");
                if (i % guarded == 0 && guarded < Integer.MAX_VALUE) {
                    guardian(persons, guardians, number, named, pupils + i, school, birth);
                }
            }
        }
    }

    private void guardian(BufferedWriter persons, BufferedWriter guardians, String pupil, String[] named, long at, School school, int birth)
            throws IOException {
        boolean mother = random.nextBoolean();
        String[] parent = named[1].equals("01") ? name(mother) : new String[] {name(mother)[0], "01"};
        String born = day(LocalDate.of(birth - 24 - random.nextInt(12), 1, 1).plusDays(random.nextInt(365)));
        persons.write(String.join(",", number(at), parent[0], mother ? "2" : "1", born, parent[1], "B", document(at),
                "1990000" + String.format("%04d", at % 10_000), school.code()) + "\n");
        guardians.write(String.join(",", pupil, number(at), mother ? "52" : "51", "") + "\n");
    }

    private static BufferedWriter open(Path folder, String name, String header) throws IOException {
        BufferedWriter out = Files.newBufferedWriter(folder.resolve(name));
        out.write(header + "\n");
        return out;
    }

    /** A name and the code of the people it is usual among. */
    private String[] name(boolean girl) {
        if (random.nextInt(100) < 4) {
            String[] others = OTHERS.split(" ");
            String other = others[random.nextInt(others.length)];
            String people = other.substring(other.length() - 1);
            return new String[] {other.substring(0, other.length() - 1), "0" + people};
        }
        String[] given = (girl ? GIRLS : BOYS).split(" ");
        return new String[] {surnames.get(random.nextInt(surnames.size())) + given[random.nextInt(given.length)], "01"};
    }

    private static int age(int grade) {
        return switch (grade / 10) {
            case 0 -> 5;
            case 1 -> 5 + grade % 10;
            case 2 -> 11 + grade % 10;
            default -> 14 + grade % 10;
        };
    }

    private static String day(LocalDate day) {
        return day.toString();
    }

    /** Twelve digits that follow from nothing but the row: a multiplication that hits each number once. */
    private static String number(long row) {
        long scattered = Math.floorMod((row + 1) * 472_882_027L, 899_999_999_981L);
        return String.valueOf(100_000_000_000L + scattered);
    }

    private static String document(long row) {
        return "DEMO" + String.format("%010d", row);
    }
}

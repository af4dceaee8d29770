package org.shuyuan.bench;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.shuyuan.pack.Compilation;
import org.shuyuan.pack.Model;
import org.shuyuan.pack.PackCompiler;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Database;
import org.shuyuan.register.definition.RegisterEngine;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.record.Reads;
import org.shuyuan.register.record.Records;
import org.shuyuan.trust.Suite;
import org.shuyuan.trust.Vault;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The statements that the product's own services send for a request: written down on their way to the database. */
final class Statements {

    /**
     * One statement.
     *
     * @param text with {@code ?} for each value
     * @param inlined with the values in it
     */
    record Sent(String text, TreeMap<Integer, Object> values, String inlined) {}

    private static final Clock CLOCK = Clock.system(ZoneId.of("Asia/Shanghai"));

    private final List<Sent> sent = new ArrayList<>();
    private final Model model;
    private final Sql database;
    private final Vault vault;

    Statements(Options options, Sql database) {
        this.database = database;
        Path keys = options.work().resolve("statements.keys");
        this.vault = Vault.open(keys, Suite.INTERNATIONAL, Files.exists(keys));
        Compilation compilation = new PackCompiler(List.of(new RegisterEngine()))
                .compile(List.of(options.root().resolve("bench/packs/bench")));
        this.model = switch (compilation) {
            case Compilation.Compiled compiled -> compiled.model();
            case Compilation.Refused refused -> throw new IllegalStateException(refused.faults().toString());
        };
    }

    /** Somebody with one role, everywhere or at one unit. */
    static Actor actor(String role, UUID at) {
        return new Actor(UUID.randomUUID(), "bench", null, List.of(new Actor.Grant(role, at)));
    }

    /** What reading one record sends. */
    Sent detail(String register, UUID id, Actor actor) {
        return record(reads -> reads.detail(model.part(Registers.class).require(register), id, null, actor)).getFirst();
    }

    /** What a page of a list sends. */
    List<Sent> list(String register, Map<String, String> parameters, Actor actor) {
        return record(reads -> reads.list(model.part(Registers.class).require(register), parameters, actor));
    }

    /** Creates records one by one, as the node does for a request: checked, with evidence and outbox, each in its own transaction. */
    void create(Connection connection, long first, int count) {
        Records records = new Records(new Database(new SingleConnectionDataSource(connection, true)), model, vault, CLOCK);
        Register register = model.part(Registers.class).require("entry");
        for (long i = first; i < first + count; i++) {
            ObjectNode values = JsonMapper.shared().createObjectNode();
            values.put("name", "一" + i).put("number", "S" + i).put("kind", "c").put("day", "2026-01-01").put("amount", "12.50");
            values.put("note", "备注" + i).put("unit", Fill.unit(112 + (int) (i % 2000)).toString());
            records.create(register, values, null, actor("bench_keeper", null));
        }
    }

    private interface Use {
        void of(Reads reads);
    }

    private List<Sent> record(Use use) {
        sent.clear();
        use.of(new Reads(new Database(recording()), model, vault, CLOCK));
        return List.copyOf(sent);
    }

    private DataSource recording() {
        return proxy(DataSource.class, (method, values) -> method.equals("getConnection") ? connection() : null);
    }

    private Connection connection() {
        Connection connection = database.connect();
        return proxy(Connection.class, connection, (method, values, result) -> result instanceof PreparedStatement statement
                ? statement((String) values[0], statement)
                : result);
    }

    private PreparedStatement statement(String text, PreparedStatement statement) {
        TreeMap<Integer, Object> values = new TreeMap<>();
        return proxy(PreparedStatement.class, statement, (method, arguments, result) -> {
            if (method.startsWith("set") && arguments != null && arguments.length == 2 && arguments[0] instanceof Integer index) {
                values.put(index, arguments[1]);
            } else if (method.startsWith("execute")) {
                sent.add(new Sent(text, values, statement.toString()));
            }
            return result;
        });
    }

    private interface Answer {
        Object to(String method, Object[] values);
    }

    private interface After {
        Object of(String method, Object[] values, Object result);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader() == null ? Statements.class.getClassLoader() : type.getClassLoader(),
                new Class<?>[] {type}, (self, method, values) -> answer.to(method.getName(), values)));
    }

    private static <T> T proxy(Class<T> type, T target, After after) {
        return type.cast(Proxy.newProxyInstance(Statements.class.getClassLoader(), new Class<?>[] {type}, (self, method, values) -> {
            try {
                return after.of(method.getName(), values, method.invoke(target, values));
            } catch (InvocationTargetException failed) {
                throw failed.getCause();
            }
        }));
    }

    /** How often a second several connections get a record's JSON by one statement, its {@code id} put in anew each time. */
    static Load.Done repeat(Sql database, Sent sent, UUID id, long rows, int clients, int seconds) {
        AtomicInteger count = new AtomicInteger();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            threads.add(Thread.ofPlatform().start(() -> count.addAndGet(repeat(database, sent, id, rows, end))));
        }
        threads.forEach(thread -> {
            try {
                thread.join();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        });
        return new Load.Done(count.get(), seconds, Double.NaN, Double.NaN);
    }

    private static int repeat(Sql database, Sent sent, UUID id, long rows, long end) {
        var random = java.util.concurrent.ThreadLocalRandom.current();
        try (Connection connection = database.connect()) {
            int count = 0;
            for (; System.nanoTime() < end; count++) {
                try (PreparedStatement statement = connection.prepareStatement(sent.text())) {
                    for (var value : sent.values().entrySet()) {
                        Object set = value.getValue().equals(id) ? Fill.entry(1 + random.nextLong(rows)) : value.getValue();
                        org.shuyuan.platform.Query.bind(statement, value.getKey(), set);
                    }
                    try (var row = statement.executeQuery()) {
                        row.next();
                        row.getBytes(1);
                    }
                }
            }
            return count;
        } catch (java.sql.SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}

package org.shuyuan;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Connections that remember the text of each statement that was sent through them. */
public final class StatementCount {

    private final List<String> sent = new ArrayList<>();
    private final DataSource counting;

    public StatementCount(DataSource connections) {
        this.counting = proxy(DataSource.class, connections, "");
    }

    public DataSource connections() {
        return counting;
    }

    /** What the work sends to the database. */
    public List<String> during(Runnable work) {
        sent.clear();
        work.run();
        return List.copyOf(sent);
    }

    private <T> T proxy(Class<T> type, T target, String sql) {
        InvocationHandler handler = (self, method, arguments) -> {
            if (method.getName().startsWith("execute")) {
                sent.add(sql.isEmpty() && arguments != null ? String.valueOf(arguments[0]) : sql);
            }
            try {
                Object answer = method.invoke(target, arguments);
                if (method.getName().equals("unwrap")) {
                    return answer;
                }
                return switch (answer) {
                    case Connection connection -> proxy(Connection.class, connection, "");
                    case PreparedStatement prepared ->
                        proxy(PreparedStatement.class, prepared, String.valueOf(arguments[0]));
                    case Statement statement -> proxy(Statement.class, statement, "");
                    case null -> null;
                    case Object other -> other;
                };
            } catch (InvocationTargetException failure) {
                throw failure.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}

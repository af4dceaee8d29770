package org.shuyuan.platform;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of a query whose mapping gives no null, as Spring leaves open. */
public final class Rows {

    private Rows() {}

    public static <T> List<T> of(JdbcClient.MappedQuerySpec<@Nullable T> query) {
        return query.list().stream().map(Objects::requireNonNull).toList();
    }
}

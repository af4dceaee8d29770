package org.shuyuan.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AheadTest {

    @Test
    void shouldGiveEveryPieceInOrderAndThenNone() throws SQLException, IOException {
        Iterator<String> pieces = List.of("a", "b", "c").iterator();
        try (Ahead<String> ahead = new Ahead<>("test", () -> pieces.hasNext() ? pieces.next() : null)) {
            assertThat(ahead.next()).isEqualTo("a");
            assertThat(ahead.next()).isEqualTo("b");
            assertThat(ahead.next()).isEqualTo("c");
            assertThat(ahead.next()).isNull();
        }
    }

    @Test
    void shouldThrowWhatTheSourceThrowsWhereItsPieceWouldStand() throws SQLException, IOException {
        AtomicInteger asked = new AtomicInteger();
        try (Ahead<Integer> ahead = new Ahead<>("test", () -> {
            if (asked.incrementAndGet() == 2) {
                throw new SQLException("gone");
            }
            return asked.get();
        })) {
            assertThat(ahead.next()).isEqualTo(1);
            assertThatThrownBy(ahead::next).isInstanceOf(SQLException.class).hasMessage("gone");
        }
    }

    @Test
    void shouldNotAskForMoreThanOnePieceAhead() throws SQLException, IOException {
        AtomicInteger asked = new AtomicInteger();
        try (Ahead<Integer> ahead = new Ahead<>("test", asked::incrementAndGet)) {
            ahead.next();
        }
        assertThat(asked).hasValue(2);
    }
}

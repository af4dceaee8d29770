package org.shuyuan.register.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How an import leaves room for others, on a clock that goes as the test says. */
class PaceTest {

    private final List<Long> rests = new ArrayList<>();
    private long now = 1_000;

    private Pace pace(int processors) {
        return new Pace(processors, () -> now, nanos -> {
            rests.add(nanos);
            now += nanos;
        });
    }

    @Test
    void shouldRestAsLongAsThePieceTook() {
        Pace pace = pace(2);
        now += 300;
        pace.rest();
        now += 40;
        pace.rest();
        assertThat(rests).as("the rest itself is no work").containsExactly(300L, 40L);
    }

    @Test
    void shouldNotRestForTheTimeThatTheDatabaseTook() {
        Pace pace = pace(2);
        now += 100 * Pace.LONGEST;
        pace.rest();
        assertThat(rests).containsExactly(Pace.LONGEST);
    }

    @Test
    void shouldNotRestWhereOthersHaveRoomAnyway() {
        Pace pace = pace(4);
        now += 300;
        pace.rest();
        assertThat(rests).isEmpty();
    }

    @Test
    void shouldEndAnImportThatIsStoppedInItsRest() {
        Pace pace = new Pace(2, () -> now, nanos -> {
            throw new InterruptedException();
        });
        assertThatThrownBy(pace::rest).isInstanceOf(Cancelled.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}

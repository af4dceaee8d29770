package org.shuyuan.organisation;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Actor;

/** What else ends with an organisation, and comes back with it. Other rooms do it in the event's transaction, and say what they did. */
public interface Ending {

    /**
     * An organisation that has just ended.
     *
     * @param event by which it ended
     * @param title what stands for it where people read of it
     * @param day since when
     * @param reason of the event
     */
    record Ended(
            UUID event,
            UUID organisation,
            String title,
            LocalDate day,
            @Nullable String reason) {}

    List<Effect> ended(Ended ended, Actor actor);

    /**
     * Gives back what ended by an event that is being withdrawn, but for what was decided otherwise since.
     *
     * @param reason of the withdrawal
     */
    List<Effect> restored(UUID event, @Nullable String reason, Actor actor);
}

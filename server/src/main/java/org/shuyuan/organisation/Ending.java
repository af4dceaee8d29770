package org.shuyuan.organisation;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.shuyuan.platform.Actor;

/** What else ends with an organisation. Other rooms do it in the event's transaction, and say what they did. */
public interface Ending {

    /**
     * @param organisation the record that has just ended
     * @param title what stands for it where people read of it
     * @param day since when
     */
    List<Effect> ended(UUID organisation, String title, LocalDate day, Actor actor);
}

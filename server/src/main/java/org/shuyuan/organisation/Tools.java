package org.shuyuan.organisation;

import java.util.List;
import java.util.UUID;
import org.shuyuan.platform.Actor;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.record.Reads;
import org.shuyuan.register.record.Records;
import org.shuyuan.register.record.Referrers;
import org.shuyuan.register.record.Trees;
import org.springframework.stereotype.Component;

/** What events are carried out with. */
@Component
record Tools(Records records, Reads reads, Trees trees, Referrers referrers, List<Ending> endings) {

    Present present(Register register, UUID id, String member, Actor actor) {
        return Present.of(reads, register, id, member, actor);
    }
}

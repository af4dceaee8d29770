package org.shuyuan.organisation;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Problem;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.record.Reads;
import org.shuyuan.register.record.RecordError;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A record as the actor sees it now, without what is masked for some: no event shows that. */
record Present(UUID id, int version, boolean retired, ObjectNode values) {

    /** @param member the member of the request that names the record, for the fault where there is none */
    static Present of(Reads reads, Register register, UUID id, String member, Actor actor) {
        try {
            JsonNode json = JsonMapper.shared().readTree(reads.plain(register, id, actor));
            return new Present(
                    id, json.get("version").intValue(), !json.get("retiredAt").isNull(), (ObjectNode)
                            json.get("values"));
        } catch (Problem problem) {
            if (problem.code() == RecordError.UNKNOWN_RECORD) {
                throw EventRequest.fault(member, id.toString(), EventFault.EVENT_UNKNOWN, Map.of());
            }
            throw problem;
        }
    }

    /** A value as people read it: of a reference its title. */
    @Nullable
    String shown(String field) {
        JsonNode value = values.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        JsonNode title = value.get("title");
        return title == null ? value.asString() : title.asString();
    }

    @Nullable
    UUID reference(String field) {
        JsonNode value = values.get(field);
        return value == null || value.isNull()
                ? null
                : UUID.fromString(value.get("id").asString());
    }
}

package org.shuyuan.register.record;

import java.util.Base64;
import java.util.List;
import org.shuyuan.trust.Vault;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Puts the opened value where ciphertext stands in the JSON of a {@link Projection}. */
final class SealedJson {

    private final boolean possible;
    private final Vault vault;

    SealedJson(Projection projection, Vault vault) {
        this.possible = projection.sealed();
        this.vault = vault;
    }

    /** A record with its values opened; as it is where none of them can be sealed. */
    byte[] open(byte[] record) {
        if (!possible) {
            return record;
        }
        JsonNode json = JsonMapper.shared().readTree(record);
        open((ObjectNode) json.get("values"));
        return JsonMapper.shared().writeValueAsBytes(json);
    }

    /** Opens the values of a record in their place. */
    void open(ObjectNode values) {
        for (String name : List.copyOf(values.propertyNames())) {
            JsonNode sealed = values.get(name).get("sealed");
            if (sealed != null) {
                values.put(name, vault.open(Base64.getMimeDecoder().decode(sealed.stringValue())));
            }
        }
    }
}

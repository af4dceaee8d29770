package org.shuyuan.node;

import java.util.Map;
import org.shuyuan.pack.Model;
import org.shuyuan.platform.Authority;
import org.shuyuan.platform.Authority.Kind;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What anybody may know of the node; also how a balancer asks whether it can serve. */
@RestController
class NodeController {

    private final NodeSettings settings;
    private final NodeVersion version;
    private final Model model;
    private final JdbcClient database;

    NodeController(NodeSettings settings, NodeVersion version, Model model, JdbcClient database) {
        this.settings = settings;
        this.version = version;
        this.model = model;
        this.database = database;
    }

    /** @param ready whether the database answers */
    record Node(String name, String version, String model, boolean ready, String timeZone) {}

    @GetMapping("/api/node")
    @Authority(value = Kind.ANYONE, because = "a balancer asks whether the node can serve", beforePasswordChange = true)
    Node node() {
        return new Node(
                settings.name(),
                version.version(),
                model.hash(),
                ready(),
                settings.timeZone().getId());
    }

    @GetMapping("/api/openapi.json")
    @Authority(value = Kind.ANYONE, because = "the description of the interface is public, as the definitions are")
    Map<String, Object> openApi() {
        return OpenApi.of(model, version.version());
    }

    private boolean ready() {
        try {
            return database.sql("select 1").query(Integer.class).single() == 1;
        } catch (DataAccessException away) {
            return false;
        }
    }
}

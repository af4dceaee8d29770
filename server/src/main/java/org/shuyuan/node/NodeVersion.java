package org.shuyuan.node;

import java.util.Objects;
import org.springframework.stereotype.Component;

/** The version of this program, as its jar tells it. */
@Component
class NodeVersion {

    String version() {
        return ofThisProgram();
    }

    static String ofThisProgram() {
        return Objects.requireNonNullElse(NodeVersion.class.getPackage().getImplementationVersion(), "dev");
    }
}

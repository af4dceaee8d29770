/** Puts the rooms together into a running node: its settings, its data directory and database, its start, and the operator's words. */
@ApplicationModule(
        displayName = "Node",
        allowedDependencies = {
            "platform",
            "pack",
            "trust",
            "identity",
            "register",
            "register :: model",
            "register :: definition",
            "register :: record",
            "register :: imports",
            "register :: exports",
            "register :: schema",
            "register :: standard"
        })
@NullMarked
package org.shuyuan.node;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

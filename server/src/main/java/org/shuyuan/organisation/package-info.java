/** The spine: what happens to organisations, each event as one command with its effects shown before, and the duties held in them. */
@ApplicationModule(
        displayName = "Organisation",
        allowedDependencies = {
            "platform",
            "pack",
            "register :: model",
            "register :: record",
            "register :: schema",
            "expression"
        })
@NullMarked
package org.shuyuan.organisation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

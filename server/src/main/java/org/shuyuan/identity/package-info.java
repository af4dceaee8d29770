/** Accounts, their grants and sessions: makes the actor of a request. */
@ApplicationModule(
        displayName = "Identity",
        allowedDependencies = {
            "platform",
            "pack",
            "register :: model",
            "register :: record",
            "register :: schema",
            "organisation"
        })
@NullMarked
package org.shuyuan.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

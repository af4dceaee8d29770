/** What the desk keeps for the people who work at it, beside the records: the views that they saved. */
@ApplicationModule(
        displayName = "Desk",
        allowedDependencies = {"platform", "pack", "register :: model", "register :: record"})
@NullMarked
package org.shuyuan.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

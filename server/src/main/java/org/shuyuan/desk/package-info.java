/**
 * What the desk keeps for the people who work at it, beside the records: the views that they saved and what they have typed and not
 * saved yet.
 */
@ApplicationModule(
        displayName = "Desk",
        allowedDependencies = {"platform", "pack", "register :: model", "register :: record", "trust"})
@NullMarked
package org.shuyuan.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

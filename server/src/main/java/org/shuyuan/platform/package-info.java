/** What every room stands on: ids, the clock, actors, problems, messages, evidence. Knows no domain word. */
@ApplicationModule(
        displayName = "Platform",
        allowedDependencies = {})
@NullMarked
package org.shuyuan.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

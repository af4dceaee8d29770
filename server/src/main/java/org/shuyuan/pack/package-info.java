/**
 * Finds packs, reads their YAML with line numbers, collects all faults, and compiles them into one immutable {@link
 * org.shuyuan.pack.Model}. Engines plug in what their kinds of definition mean; this room knows none of them.
 */
@ApplicationModule(
        displayName = "Pack",
        allowedDependencies = {})
@NullMarked
package org.shuyuan.pack;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

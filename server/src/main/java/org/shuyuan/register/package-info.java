/** A register definition becomes a real table, its history, its API, its search and its import. Knows no domain word. */
@ApplicationModule(
        displayName = "Register",
        allowedDependencies = {"platform", "pack", "expression", "trust"})
@NullMarked
package org.shuyuan.register;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

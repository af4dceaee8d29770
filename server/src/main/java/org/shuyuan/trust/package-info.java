/** Keys and ciphers: one door to the international and the SM suite. Knows no table and no domain word. */
@ApplicationModule(
        displayName = "Trust",
        allowedDependencies = {})
@NullMarked
package org.shuyuan.trust;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

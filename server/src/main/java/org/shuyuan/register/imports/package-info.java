/** Files of rows come in: read, matched to fields, checked as a whole, and written in one transaction. */
@NamedInterface("imports")
@NullMarked
package org.shuyuan.register.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

/** The model in the open: what is kept where, by which rule, and how it came to be so, for everybody to read. */
@NamedInterface("standard")
@NullMarked
package org.shuyuan.register.standard;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

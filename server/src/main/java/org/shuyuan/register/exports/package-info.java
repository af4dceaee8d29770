/** Records go out: what an actor may see of a register, as a file, streamed, with evidence. */
@NamedInterface("exports")
@NullMarked
package org.shuyuan.register.exports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

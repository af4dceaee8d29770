/** The YAML of registers, elements, codes, formats and roles, and how it compiles into the model. */
@NamedInterface("definition")
@NullMarked
package org.shuyuan.register.definition;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

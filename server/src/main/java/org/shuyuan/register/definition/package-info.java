/** The YAML of registers, elements, codes, formats and roles, and how it compiles into the model. */
@NullMarked
package org.shuyuan.register.definition;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.shuyuan.register.imports;

import org.jspecify.annotations.NullMarked;

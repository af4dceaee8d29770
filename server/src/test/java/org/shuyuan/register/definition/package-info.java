@NullMarked
package org.shuyuan.register.definition;

import org.jspecify.annotations.NullMarked;

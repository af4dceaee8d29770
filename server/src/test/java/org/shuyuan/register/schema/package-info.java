@NullMarked
package org.shuyuan.register.schema;

import org.jspecify.annotations.NullMarked;

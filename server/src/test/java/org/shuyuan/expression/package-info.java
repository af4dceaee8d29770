@NullMarked
package org.shuyuan.expression;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.shuyuan.identity;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.shuyuan.node;

import org.jspecify.annotations.NullMarked;

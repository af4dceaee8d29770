@NullMarked
package org.shuyuan.trust;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.shuyuan.pack;

import org.jspecify.annotations.NullMarked;

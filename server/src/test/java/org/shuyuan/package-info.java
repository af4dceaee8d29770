@NullMarked
package org.shuyuan;

import org.jspecify.annotations.NullMarked;

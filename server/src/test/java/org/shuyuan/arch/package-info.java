/** Rules of the house that no single room can keep. */
@NullMarked
package org.shuyuan.arch;

import org.jspecify.annotations.NullMarked;

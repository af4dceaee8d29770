/** Copies of the embedded server's data while it works, and their way back. Knows files and PostgreSQL, not the node. */
@NullMarked
package org.shuyuan.node.backup;

import org.jspecify.annotations.NullMarked;

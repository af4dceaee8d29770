/** Files of rows, read as texts, however they are written: CSV in any usual encoding, and workbooks. Nothing in them is trusted. */
@NullMarked
package org.shuyuan.register.table;

import org.jspecify.annotations.NullMarked;

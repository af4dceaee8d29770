package org.shuyuan.register.imports;

import org.jspecify.annotations.Nullable;
import org.shuyuan.register.imports.ImportState.Source;
import org.shuyuan.register.model.Field;

/**
 * A column of the file.
 *
 * @param header as it is written
 * @param field that its cells are values of, or null where it is left out
 * @param source why it is taken for that
 */
record Column(String header, Field.@Nullable Stored field, Source source) {}

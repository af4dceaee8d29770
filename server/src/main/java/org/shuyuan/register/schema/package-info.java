/** From the model to tables: what DDL a model needs, what the database has, and the plan between them. */
@NamedInterface("schema")
@NullMarked
package org.shuyuan.register.schema;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

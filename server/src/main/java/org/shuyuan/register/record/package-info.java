/** The verbs on records: list, search, detail, history, create, change, retire, under one compiled policy. */
@org.springframework.modulith.NamedInterface("record")
@NullMarked
package org.shuyuan.register.record;

import org.jspecify.annotations.NullMarked;

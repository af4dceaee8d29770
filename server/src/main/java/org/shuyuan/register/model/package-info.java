/** What packs say about registers, resolved: immutable, every name known, every condition typed. */
@NamedInterface("model")
@NullMarked
package org.shuyuan.register.model;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

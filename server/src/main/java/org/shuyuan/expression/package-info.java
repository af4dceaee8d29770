/**
 * The condition language: one text, checked once, read in Java and in SQL with the same meaning.
 *
 * <p>A condition is CEL text of a listed subset (packs/README.md, "Conditions"). {@link org.shuyuan.expression.Expressions}
 * turns it into a typed {@link org.shuyuan.expression.Term}, or says what is wrong with it. Everything else here reads terms.
 */
@NullMarked
@ApplicationModule(
        displayName = "Expression",
        allowedDependencies = {})
package org.shuyuan.expression;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

package org.shuyuan.platform;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Who may send a request. Every handler of {@code /api} says it; one that doesn't keeps the node from starting. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Authority {

    Kind value();

    /** For {@link Kind#ANYONE}: why it needs no authority. For {@link Kind#CHECKED}: what is asked. */
    String because() default "";

    /** Whether somebody may who has signed in with a password that another chose, before choosing an own one. */
    boolean beforePasswordChange() default false;

    /** How much it takes. */
    enum Kind {
        /** Nothing. */
        ANYONE,
        /** To have signed in: what is done concerns the actor alone. */
        SIGNED_IN,
        /** What the handler asks of the policy before it does or tells anything. */
        CHECKED
    }
}

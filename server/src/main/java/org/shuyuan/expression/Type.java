package org.shuyuan.expression;

/** What a value is. */
public sealed interface Type {

    enum Scalar implements Type {
        TEXT,
        INTEGER,
        DECIMAL,
        DATE,
        TIME,
        INSTANT,
        BOOLEAN,
        /** A number of whole days, as between two dates. No field has this type. */
        DAYS
    }

    /** A code of a set; it behaves as text. */
    record Code(String set) implements Type {}

    /** A record of a register, known by its id. */
    record Ref(String register) implements Type {
        /** A record of whichever register it is compared with. */
        static final Ref ANY = new Ref("");
    }

    /** Several values of a field with {@code many: true}; never null, but possibly empty. */
    record Many(Type of) implements Type {}
}

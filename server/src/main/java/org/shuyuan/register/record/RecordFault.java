package org.shuyuan.register.record;

import org.shuyuan.register.model.Format;
import org.shuyuan.register.model.ValueType;

/** What can be wrong with the values of a record. */
public enum RecordFault implements FaultCode {
    NOT_AN_OBJECT,
    UNKNOWN_FIELD,
    FOLLOWED,
    ONE_VALUE,
    MANY_VALUES,
    REQUIRED,
    NUL,
    BROKEN_TEXT,
    TOO_LONG,
    TOO_PRECISE,
    TOO_LARGE,
    NOT_INTEGER,
    NOT_DECIMAL,
    NOT_MONEY,
    NOT_DATE,
    NOT_TIME,
    NOT_INSTANT,
    NOT_BOOLEAN,
    FORMAT_PATTERN,
    FORMAT_CHECKSUM,
    FORMAT_DATE,
    FORMAT_CODE,
    UNKNOWN_CODE,
    AMBIGUOUS_CODE,
    CODE_NOT_VALID,
    UNKNOWN_REFERENCE,
    CIRCULAR,
    PERIOD,
    /** As {@code PERIOD}, where it isn't known which of the two days is wrong. */
    PERIOD_ORDER,
    TAKEN,
    GIVEN_UP,
    SUCCEEDED,
    OVERLAP,
    CHECK;

    static RecordFault of(Format.Flaw flaw) {
        return switch (flaw) {
            case PATTERN -> FORMAT_PATTERN;
            case CHECKSUM -> FORMAT_CHECKSUM;
            case DATE -> FORMAT_DATE;
            case CODE -> FORMAT_CODE;
        };
    }

    /** What is said of a text that is no value of the type. */
    static RecordFault not(ValueType type) {
        return switch (type) {
            case TEXT -> BROKEN_TEXT;
            case INTEGER -> NOT_INTEGER;
            case DECIMAL -> NOT_DECIMAL;
            case MONEY -> NOT_MONEY;
            case DATE -> NOT_DATE;
            case TIME -> NOT_TIME;
            case INSTANT -> NOT_INSTANT;
            case BOOLEAN -> NOT_BOOLEAN;
            case CODE -> UNKNOWN_CODE;
            case REF -> UNKNOWN_REFERENCE;
        };
    }
}

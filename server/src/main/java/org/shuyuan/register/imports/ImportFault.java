package org.shuyuan.register.imports;

import org.shuyuan.register.record.FaultCode;

/** What can be wrong with a file or its rows, beyond what can be wrong with any record. */
enum ImportFault implements FaultCode {
    // The file cannot be read: nothing of it goes in.
    EMPTY_FILE,
    NO_ROWS,
    NO_HEADER_KNOWN,
    DUPLICATE_HEADER,
    TWO_HEADERS,
    AMBIGUOUS_HEADER,
    NO_IDENTITY_COLUMN,

    // A row is wrong.
    TOO_FEW_CELLS,
    TOO_MANY_CELLS,
    CELL_TOO_LONG,
    /** What an export showed in place of a value; it would take the place of the value itself. */
    MASKED_VALUE,
    IDENTITY_MISSING,
    AMBIGUOUS_IDENTITY,
    RETIRED_RECORD,
    DUPLICATE_ROW,
    TAKEN_IN_FILE,
    OVERLAP_IN_FILE,
    AMBIGUOUS_REFERENCE,
    REFERENCE_NOT_CREATED,
    REFERENCE_FAULTY,
    NOT_ALLOWED
}

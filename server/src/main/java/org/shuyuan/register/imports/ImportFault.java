package org.shuyuan.register.imports;

import org.shuyuan.register.record.FaultCode;

/** What can be wrong with a file or its rows, beyond what can be wrong with any record. */
enum ImportFault implements FaultCode {
    // The file cannot be read: nothing of it goes in.
    EMPTY_FILE,
    NO_ROWS,
    UNKNOWN_ENCODING,
    MIXED_ENCODINGS,
    BROKEN_QUOTE,
    CELL_WITHOUT_END,
    NO_HEADER_KNOWN,
    DUPLICATE_HEADER,
    TWO_HEADERS,
    AMBIGUOUS_HEADER,
    NO_IDENTITY_COLUMN,
    OLD_WORKBOOK,
    BROKEN_WORKBOOK,
    WORKBOOK_TOO_LARGE,
    TOO_MANY_ROWS,
    TOO_MANY_COLUMNS,
    MACROS,
    SEVERAL_SHEETS,
    MERGED_CELLS,

    // A row is wrong.
    TOO_FEW_CELLS,
    TOO_MANY_CELLS,
    CELL_TOO_LONG,
    CELL_ERROR,
    DIGITS_LOST,
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

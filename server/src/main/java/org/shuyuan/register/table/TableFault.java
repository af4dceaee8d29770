package org.shuyuan.register.table;

import org.shuyuan.register.record.FaultCode;

/** What can be wrong with a file before any of its texts is looked at. */
public enum TableFault implements FaultCode {
    UNKNOWN_ENCODING,
    MIXED_ENCODINGS,
    BROKEN_QUOTE,
    CELL_WITHOUT_END,
    WEB_PAGE,

    // Workbooks
    OLD_WORKBOOK,
    NO_WORKBOOK,
    BROKEN_WORKBOOK,
    WORKBOOK_TOO_LARGE,
    MACROS,
    WORKBOOK_LINKS,
    TOO_MANY_ROWS,
    TOO_MANY_COLUMNS,
    TOO_MANY_TEXTS,
    SEVERAL_SHEETS,
    MERGED_CELLS,

    // Their cells
    CELL_ERROR,
    DIGITS_LOST,
    NOT_CALCULATED
}

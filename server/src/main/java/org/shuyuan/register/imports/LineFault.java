package org.shuyuan.register.imports;

import java.util.Map;
import org.shuyuan.platform.FieldFault;
import org.shuyuan.register.record.FaultCode;

/** What is wrong at a line of the file, counted from 1. */
record LineFault(long line, FieldFault fault) {

    /** Of the line as a whole. */
    static LineFault of(long line, FaultCode code, Map<String, ?> parameters) {
        return new LineFault(line, new FieldFault(null, null, code.code(), parameters));
    }
}

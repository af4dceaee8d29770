package org.shuyuan.register.table;

import java.util.Map;
import org.shuyuan.platform.FieldFault;
import org.shuyuan.register.record.FaultCode;

/** What is wrong at a line of the file, counted from 1. */
public record LineFault(long line, FieldFault fault) {

    /** Of the line as a whole. */
    public static LineFault of(long line, FaultCode code, Map<String, ?> parameters) {
        return new LineFault(line, new FieldFault(null, null, code.code(), parameters));
    }
}

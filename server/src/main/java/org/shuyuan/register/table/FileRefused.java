package org.shuyuan.register.table;

import java.util.List;
import java.util.Map;
import org.shuyuan.register.record.FaultCode;

/** The file as a whole cannot be read. */
public final class FileRefused extends RuntimeException {

    private final transient List<LineFault> faults;

    public FileRefused(List<LineFault> faults) {
        super(faults.getFirst().fault().code(), null, false, false);
        this.faults = List.copyOf(faults);
    }

    public static FileRefused at(long line, FaultCode code, Map<String, ?> parameters) {
        return new FileRefused(List.of(LineFault.of(line, code, parameters)));
    }

    public List<LineFault> faults() {
        return faults;
    }
}

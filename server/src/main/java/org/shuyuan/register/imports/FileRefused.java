package org.shuyuan.register.imports;

import java.util.List;
import java.util.Map;

/** The file as a whole cannot be read. */
final class FileRefused extends RuntimeException {

    private final transient List<LineFault> faults;

    FileRefused(List<LineFault> faults) {
        super(faults.getFirst().fault().code(), null, false, false);
        this.faults = List.copyOf(faults);
    }

    static FileRefused at(long line, ImportFault code, Map<String, ?> parameters) {
        return new FileRefused(List.of(LineFault.of(line, code, parameters)));
    }

    List<LineFault> faults() {
        return faults;
    }
}

package org.shuyuan.register.imports;

import org.shuyuan.register.imports.ImportState.Stage;
import org.shuyuan.register.imports.ImportState.Stop;

/** The import ends here; nothing is written. */
final class Stopped extends RuntimeException {

    private final Stage end;
    private final transient Stop stop;

    Stopped(Stage end, Stop stop) {
        super(stop.code(), null, false, false);
        this.end = end;
        this.stop = stop;
    }

    static Stopped by(Stage end, ImportError code) {
        return new Stopped(end, new Stop(code.code(), java.util.Map.of()));
    }

    Stage end() {
        return end;
    }

    Stop stop() {
        return stop;
    }
}

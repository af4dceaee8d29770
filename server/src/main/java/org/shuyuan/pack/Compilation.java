package org.shuyuan.pack;

import java.util.List;

/** What came of compiling packs. */
public sealed interface Compilation {

    /** Faults and warnings, by file and line. */
    List<Fault> faults();

    /** The packs mean something; {@code faults} are warnings. */
    record Compiled(Model model, List<Fault> faults) implements Compilation {}

    record Refused(List<Fault> faults) implements Compilation {}
}

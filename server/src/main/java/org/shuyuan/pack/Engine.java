package org.shuyuan.pack;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An engine's part in compiling: the kinds of definition it reads, and what they mean together. */
public interface Engine<P> {

    List<DefinitionKind<?>> kinds();

    /** The class under which {@link Model#part} gives what {@link #compile} made. */
    Class<P> part();

    /** Resolves and checks all definitions of this engine's kinds; null where the faults leave nothing to build on. */
    @Nullable
    P compile(Definitions definitions, Faults faults);

    /** The part in plain lists, maps and texts, in a fixed order: what the model's hash is taken of. */
    Object describe(P part);
}

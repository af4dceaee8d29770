package org.shuyuan.platform;

import java.util.List;
import java.util.Map;

/** What stops a request, as RFC 9457 tells it. Carries codes and parameters; texts are chosen where it is rendered. */
public final class Problem extends RuntimeException {

    private final ErrorCode code;
    private final transient Map<String, ?> parameters;
    private final transient List<FieldFault> faults;
    private final transient Map<String, ?> extensions;

    public Problem(ErrorCode code, Map<String, ?> parameters) {
        this(code, parameters, List.of(), Map.of());
    }

    /** @param extensions further members of the answer, as they are */
    public Problem(ErrorCode code, Map<String, ?> parameters, List<FieldFault> faults, Map<String, ?> extensions) {
        super(code.code() + " " + parameters.keySet(), null, false, false);
        this.code = code;
        this.parameters = Map.copyOf(parameters);
        this.faults = List.copyOf(faults);
        this.extensions = Map.copyOf(extensions);
    }

    public ErrorCode code() {
        return code;
    }

    public Map<String, ?> parameters() {
        return parameters;
    }

    public List<FieldFault> faults() {
        return faults;
    }

    public Map<String, ?> extensions() {
        return extensions;
    }
}

package org.shuyuan.register.standard;

import org.shuyuan.platform.ErrorCode;

/** What goes wrong where the model is read. */
public enum ModelError implements ErrorCode {
    UNKNOWN_ELEMENT(Kind.NOT_FOUND),
    UNKNOWN_RELEASE(Kind.NOT_FOUND),
    OPERATOR_ONLY(Kind.FORBIDDEN);

    private final Kind kind;

    ModelError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}

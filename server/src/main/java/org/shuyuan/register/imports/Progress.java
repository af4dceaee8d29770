package org.shuyuan.register.imports;

/** Who follows an import, and may stop it. */
public interface Progress {

    /** Nobody. */
    Progress UNSEEN = state -> {};

    void at(ImportState state);

    /** Asked between steps and while the file is read. */
    default boolean cancelled() {
        return false;
    }
}

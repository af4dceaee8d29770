package org.shuyuan.register.imports;

/** Who follows an import, and may stop it. */
public interface Progress {

    /** Nobody. */
    Progress UNSEEN = state -> {};

    void at(ImportState state);

    /** Whether it is to stop only because the node does, and will be begun again at the next start. */
    default boolean interrupted() {
        return false;
    }

    /** Asked between steps and while the file is read. */
    default boolean cancelled() {
        return false;
    }
}

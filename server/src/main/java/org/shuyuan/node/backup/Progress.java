package org.shuyuan.node.backup;

/** Hears how far a copy is. */
public interface Progress {

    /** @param percent rises, and is told once */
    void at(int percent);
}

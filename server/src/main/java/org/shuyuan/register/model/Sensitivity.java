package org.shuyuan.register.model;

/** How much harm a leak does, after GB/T 43697-2024; general data subdivided into four levels. */
public enum Sensitivity {
    L1,
    L2,
    /** Masked unless a reader's rule says clear. */
    L3,
    /** As L3, and ciphertext wherever it is stored. */
    L4;

    public boolean masked() {
        return compareTo(L3) >= 0;
    }

    public boolean encrypted() {
        return this == L4;
    }
}

package org.shuyuan.node;

import org.shuyuan.pack.Model;

/** Makes the database match the model, and brings in the packs' data. Stands in for the register room's own until that is there. */
interface Installer {

    void install(Model model, boolean demo);
}

package org.shuyuan.register.imports;

import java.nio.file.Path;

/**
 * What the node gives imports.
 *
 * @param directory where files wait and are read from; this node's own
 * @param atOnce imports that run at the same time
 * @param waiting further ones that may wait
 */
public record ImportSettings(Path directory, int atOnce, int waiting) {

    public ImportSettings(Path directory) {
        this(directory, 2, 20);
    }

    public ImportFiles files() {
        return new ImportFiles(directory);
    }
}

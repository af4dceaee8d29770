package org.shuyuan.pack;

/**
 * Where something is written.
 *
 * @param file the path from the folder that holds the pack, with {@code /}
 * @param line counted from 1
 */
public record Place(String file, int line) {

    @Override
    public String toString() {
        return file + ":" + line;
    }
}

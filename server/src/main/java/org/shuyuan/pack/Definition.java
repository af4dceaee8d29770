package org.shuyuan.pack;

import java.nio.file.Path;

/**
 * One definition as its pack says it, bound to its record but not yet resolved.
 *
 * @param path the file, for kinds that keep a table beside it
 */
public record Definition<D extends Record>(Pack pack, String id, Place place, Path path, D content) {}

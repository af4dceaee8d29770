package org.shuyuan.pack;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * One definition as its pack says it, bound to its record but not yet resolved.
 *
 * @param path the file, for kinds that keep a table beside it
 */
public record Definition<D extends Record>(Pack pack, String id, Place place, Path path, D content) {

    /** How an id is written, for a remedy. */
    public static final String ID_FORM =
            "snake_case: a small letter, then small letters and digits, words parted by one _, at most 40";

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");
    private static final int LONGEST = 40;

    /** Whether a text can be an id. Two underscores in a row are kept for names that the database makes up. */
    public static boolean isId(String text) {
        return text.length() <= LONGEST && ID.matcher(text).matches();
    }
}

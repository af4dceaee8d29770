package org.shuyuan.pack;

/**
 * A kind of definition that an engine plugs in.
 *
 * @param id the kind's word in the singular, {@code register}; also the key that repeats the file's name
 * @param folder where a pack keeps its definitions, {@code registers}
 * @param definition the record that one definition binds to; its components are the keys
 * @param shape how definitions lie in files
 */
public record DefinitionKind<D extends Record>(String id, String folder, Class<D> definition, Shape shape) {

    /** How definitions of a kind lie in their files. */
    public enum Shape {
        /** One definition per file; the file's name is the id. */
        FILE,
        /** Small definitions stand together: a file maps ids to definitions. */
        MAP
    }
}

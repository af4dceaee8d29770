package org.shuyuan.node;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/** Reads a path as the file system does; Spring's own editor would look for it among the classes first. */
@Component
@ConfigurationPropertiesBinding
class PathConverter implements Converter<String, Path> {

    @Override
    public Path convert(String text) {
        return Path.of(text);
    }
}

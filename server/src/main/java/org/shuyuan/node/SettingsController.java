package org.shuyuan.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Authority;
import org.shuyuan.platform.Authority.Kind;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.standard.Operators;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The settings that this node runs with, and where each came from. */
@RestController
class SettingsController {

    private static final String MEMORY = "SHUYUAN_MEMORY";
    private static final List<String> FURTHER =
            List.of("server.port", "management.server.port", "logging.structured.format.console");

    private final NodeSettings settings;
    private final ConfigurableEnvironment environment;
    private final Registers registers;

    SettingsController(NodeSettings settings, ConfigurableEnvironment environment, Registers registers) {
        this.settings = settings;
        this.environment = environment;
        this.registers = registers;
    }

    /**
     * A setting.
     *
     * @param value never a secret
     * @param unit of a bare number: connections or megabytes
     * @param origin default, command_line, environment or file
     */
    record Setting(String name, String value, @Nullable String unit, String origin) {}

    @GetMapping("/api/settings")
    @Authority(value = Kind.CHECKED, because = "an operator's role, held everywhere")
    Map<String, List<Setting>> settings(Actor actor) {
        Operators.require(registers, actor);
        List<Setting> all = new ArrayList<>();
        for (String name : NodeSettings.names()) {
            String unit = name.equals("shuyuan.connections") ? "connections" : null;
            all.add(new Setting(name, settings.shown(name), unit, origin(name)));
        }
        for (String name : FURTHER) {
            all.add(new Setting(name, environment.getProperty(name, ""), null, origin(name)));
        }
        String memory = String.valueOf(Runtime.getRuntime().maxMemory() >> 20);
        all.add(new Setting("memory", memory, "megabytes", System.getenv(MEMORY) == null ? "default" : "environment"));
        return Map.of("settings", all);
    }

    private String origin(String name) {
        ConfigurationPropertyName asked = ConfigurationPropertyName.of(name);
        ConfigurationPropertyName first = ConfigurationPropertyName.of(name + "[0]");
        for (PropertySource<?> source : environment.getPropertySources()) {
            ConfigurationPropertySource properties = source.getName().equals("configurationProperties")
                    ? null
                    : ConfigurationPropertySource.from(source);
            if (properties != null
                    && (properties.getConfigurationProperty(asked) != null
                            || properties.getConfigurationProperty(first) != null)) {
                return kind(source.getName());
            }
        }
        return "default";
    }

    private static String kind(String source) {
        return switch (source) {
            case "commandLineArgs" -> "command_line";
            case "systemEnvironment", "systemProperties" -> "environment";
            default -> source.contains("class path resource") ? "default" : "file";
        };
    }
}

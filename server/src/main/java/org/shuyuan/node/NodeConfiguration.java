package org.shuyuan.node;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shuyuan.identity.People;
import org.shuyuan.identity.Places;
import org.shuyuan.pack.Compilation;
import org.shuyuan.pack.Fault;
import org.shuyuan.pack.Model;
import org.shuyuan.platform.Database;
import org.shuyuan.platform.Query;
import org.shuyuan.register.imports.ImportSettings;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.shuyuan.register.record.Lookup;
import org.shuyuan.register.record.Trees;
import org.shuyuan.register.schema.Installer;
import org.shuyuan.trust.Vault;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** What the rooms are given. Each thing is made after those it takes; {@link NodeStart} tells the order. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NodeSettings.class)
class NodeConfiguration {

    @Bean
    Clock clock(NodeSettings settings) {
        return Clock.system(settings.timeZone());
    }

    @Bean
    DataDirectory dataDirectory(NodeSettings settings, Environment environment) {
        Ports.refuseTaken(environment.getProperty("server.port", Integer.class, 8080));
        Ports.refuseTaken(environment.getProperty("management.server.port", Integer.class, 8081));
        return DataDirectory.take(settings.data());
    }

    @Bean
    Model model(NodeSettings settings, DataDirectory locked) {
        Voice.step("compile", Map.of());
        return switch (Engines.compile(settings.home(), settings.packs())) {
            case Compilation.Compiled compiled -> {
                compiled.faults().forEach(warning -> Voice.print(warning.print()));
                yield compiled.model();
            }
            case Compilation.Refused refused -> {
                refused.faults().stream().map(Fault::print).forEach(Voice::print);
                throw new Refusal(
                        "packs_faulty",
                        "count",
                        refused.faults().stream()
                                .filter(fault -> !fault.warning())
                                .count());
            }
        };
    }

    @Bean
    Registers registers(Model model) {
        return model.part(Registers.class);
    }

    @Bean
    People people(Model model) {
        return model.part(People.class);
    }

    /** Once keys were made for this data directory, they have to be there. */
    @Bean
    Vault vault(NodeSettings settings, DataDirectory directory) throws IOException {
        Path made = directory.resolve(DataDirectory.KEYS);
        Vault vault = Vault.open(settings.keyFile(), settings.suite(), Files.exists(made));
        Files.writeString(made, settings.keyFile() + System.lineSeparator());
        return vault;
    }

    /** @param readable so that a model with faults is refused before a server starts */
    @Bean
    DatabaseServer databaseServer(NodeSettings settings, DataDirectory directory, Vault opened, Model readable) {
        return DatabaseServer.open(settings, directory);
    }

    @Bean
    HikariDataSource dataSource(DatabaseServer server, NodeSettings settings) {
        return server.pool(settings.connections());
    }

    @Bean
    Installer installer(HikariDataSource pool) {
        return new Installer(pool);
    }

    @Bean
    ImportSettings importSettings(DataDirectory directory) {
        return new ImportSettings(directory.resolve("imports"));
    }

    /** Grants are held at records of the organisation's spine; where no pack brings one, everywhere. */
    @Bean
    Places places(Registers registers, Database database, Trees trees) {
        Register spine = registers.spine("organisation");
        if (spine == null) {
            return new Places(
                    null,
                    identity -> Optional.empty(),
                    id -> Optional.empty(),
                    ids -> Map.of(),
                    (id, others) -> false,
                    (id, others) -> Query.of("false"),
                    (id, day) -> List.of());
        }
        Lookup lookup = new Lookup(database, spine);
        return new Places(
                spine.id(),
                lookup::find,
                lookup::title,
                lookup::titles,
                lookup::within,
                lookup::inside,
                (id, day) -> trees.above(spine, id, day));
    }
}

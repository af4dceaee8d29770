package org.shuyuan.node;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.nio.file.Files;
import org.shuyuan.register.exports.RunningExports;
import org.shuyuan.register.imports.ImportSettings;
import org.shuyuan.register.imports.Imports;
import org.shuyuan.trust.KeysUnusable;
import org.shuyuan.trust.Vault;
import org.springframework.boot.health.application.DiskSpaceHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/**
 * What the node's management port tells beside Spring Boot's own: whether it can work, and how much it does. Readiness is all of it, and
 * whether the node is stopping; liveness is none of it, since no restart mends a full disk.
 */
@Configuration(proxyBeanMethods = false)
class HealthChecks {

    /** With less the embedded server may stop at any time. */
    private static final DataSize LEAST = DataSize.ofMegabytes(512);

    @Bean
    HealthIndicator diskHealthIndicator(NodeSettings settings) {
        return new DiskSpaceHealthIndicator(settings.data().toFile(), LEAST);
    }

    /** Keys that are gone are noticed before the next start needs them. */
    @Bean
    HealthIndicator keysHealthIndicator(Vault vault) {
        return () -> {
            try {
                return Health.up().withDetail("keys", vault.keyNames()).build();
            } catch (KeysUnusable unusable) {
                return Health.down().withDetail("reason", unusable.reason()).build();
            }
        };
    }

    /** One that is full refuses new files by itself; the node can still serve. */
    @Bean
    HealthIndicator importsHealthIndicator(Imports imports, ImportSettings settings) {
        return () -> (Files.isWritable(settings.files().directory()) ? Health.up() : Health.down())
                .withDetail("running", imports.running())
                .withDetail("waiting", imports.waiting())
                .build();
    }

    @Bean
    MeterBinder work(Imports imports, RunningExports exports) {
        return registry -> {
            Gauge.builder("shuyuan.imports.running", imports, Imports::running).register(registry);
            Gauge.builder("shuyuan.imports.waiting", imports, Imports::waiting).register(registry);
            Gauge.builder("shuyuan.exports.running", exports, RunningExports::count)
                    .register(registry);
        };
    }
}

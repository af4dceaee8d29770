package org.shuyuan.register.schema;

import java.nio.file.Path;
import org.shuyuan.TestNode;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A process that installs a pack, for a test to kill. */
final class UpgradeProcess {

    private UpgradeProcess() {}

    public static void main(String[] arguments) {
        Installer.Outcome outcome = new Installer(new DriverManagerDataSource(arguments[0], "postgres", "postgres"))
                .install(TestNode.compile(Path.of(arguments[1])), System.out::println);
        System.out.println(outcome);
    }
}

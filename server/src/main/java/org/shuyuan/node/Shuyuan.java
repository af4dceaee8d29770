package org.shuyuan.node;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts a node. */
@SpringBootApplication(scanBasePackages = "org.shuyuan")
public class Shuyuan {

    public static void main(String[] arguments) {
        SpringApplication.run(Shuyuan.class, arguments);
    }
}

package org.shuyuan.node;

import java.util.Arrays;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts a node. */
@SpringBootApplication(scanBasePackages = "org.shuyuan")
public class Shuyuan {

    /** @param words {@code run} with its options, or another of the operator's words */
    public static void main(String[] words) {
        if (words.length > 0 && !words[0].equals("run") && !words[0].startsWith("--")) {
            Commands.main(words);
            return;
        }
        List<String> options =
                Arrays.asList(words).subList(words.length > 0 && words[0].equals("run") ? 1 : 0, words.length);
        try {
            SpringApplication.run(Shuyuan.class, RunOptions.settings(options).toArray(String[]::new));
        } catch (Refusal refusal) {
            Voice.refuse(refusal);
            System.exit(1);
        } catch (SpringApplication.AbandonedRunException asked) {
            throw asked;
        } catch (RuntimeException told) { // by RefusalReporter, or by Spring with its trace
            System.exit(1);
        }
    }
}

package org.shuyuan.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.shuyuan.identity.Sessions;
import org.shuyuan.pack.Compilation;
import org.shuyuan.pack.Fault;
import org.shuyuan.platform.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The operator's words that need no node of their own: they read files, or speak to the node that runs. */
public final class Commands {

    private static final Duration TOKEN_LIFE = Duration.ofHours(12);

    private Commands() {}

    public static void main(String[] words) {
        try {
            System.exit(run(Arrays.asList(words)));
        } catch (Refusal refusal) {
            Voice.refuse(refusal);
            System.exit(1);
        }
    }

    /** What the process answers with. */
    static int run(List<String> words) {
        String word = words.isEmpty() ? "help" : words.getFirst();
        List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
        return switch (word) {
            case "check" -> check(rest);
            case "token" -> token(rest);
            case "import" -> ImportCommand.run(rest);
            case "new-pack" -> NewPack.run(rest);
            case "rotate-keys" -> RotateKeys.run(rest);
            case "backup" -> BackupCommand.run(rest);
            case "restore" -> RestoreCommand.run(rest);
            default -> throw new Refusal("word_unknown", "word", word);
        };
    }

    /** Compiles packs together with the built-in ones. */
    private static int check(List<String> folders) {
        if (folders.isEmpty()) {
            throw new Refusal("usage", "usage", "check DIR…");
        }
        Compilation compilation =
                Engines.compile(home(), folders.stream().map(Path::of).toList());
        compilation.faults().stream().map(Fault::print).forEach(Voice::print);
        return switch (compilation) {
            case Compilation.Compiled compiled -> {
                Voice.tell(
                        "check.good",
                        Map.of(
                                "packs",
                                compiled.model().packs().size(),
                                "hash",
                                compiled.model().hash()));
                yield 0;
            }
            case Compilation.Refused refused -> {
                Voice.tell(
                        "check.bad",
                        Map.of(
                                "count",
                                refused.faults().stream()
                                        .filter(fault -> !fault.warning())
                                        .count()));
                yield 1;
            }
        };
    }

    /** Prints a bearer token for scripts; whoever may read the data directory may have one. */
    private static int token(List<String> words) {
        Arguments arguments = Arguments.of(words, List.of("--data"), List.of());
        if (arguments.plain().size() != 1) {
            throw new Refusal("usage", "usage", "token ACCOUNT [--data DIR]");
        }
        Voice.print(token(RunningNode.of(data(arguments)), arguments.plain().getFirst()));
        return 0;
    }

    static String token(RunningNode node, String account) {
        try {
            return new Sessions(JdbcClient.create(connections(node)), Clock.systemUTC())
                    .issueToken(account, TOKEN_LIFE);
        } catch (Problem unknown) {
            throw new Refusal("account_unknown", "account", account);
        }
    }

    /** The database of the node that runs. */
    static DataSource connections(RunningNode node) {
        return connections(node.database());
    }

    static DataSource connections(DatabaseAddress address) {
        return address.user().isEmpty()
                ? new DriverManagerDataSource(address.url())
                : new DriverManagerDataSource(address.url(), address.user(), address.password());
    }

    static Path data(Arguments arguments) {
        String data = Objects.requireNonNullElse(
                arguments.options().get("--data"), Objects.requireNonNullElse(System.getenv("SHUYUAN_DATA"), "data"));
        return Path.of(data).toAbsolutePath().normalize();
    }

    /** The key file of a data directory that is in use. */
    static Path keyFile(Path data) {
        try {
            return Path.of(Files.readString(data.resolve(DataDirectory.KEYS)).strip());
        } catch (IOException unreadable) {
            throw new Refusal("not_running", "path", data);
        }
    }

    static Path home() {
        return Path.of(System.getProperty("shuyuan.home", "."));
    }
}

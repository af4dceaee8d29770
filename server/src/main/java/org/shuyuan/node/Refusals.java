package org.shuyuan.node;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shuyuan.node.backup.BackupUnusable;
import org.shuyuan.pack.Nearest;
import org.shuyuan.trust.KeysUnusable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.web.server.PortInUseException;

/** Finds the reason that an operator can mend in what stopped the start. */
final class Refusals {

    private static final int DEEPEST = 50;

    private Refusals() {}

    /** The first cause that can be explained; empty for a fault of ours. */
    static Optional<Refusal> explain(Throwable failure) {
        Refusal general = null;
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < DEEPEST; cause = cause.getCause()) {
            Refusal found = one(cause);
            if (found != null && !(cause instanceof BindException)) {
                return Optional.of(found);
            }
            general = found == null ? general : found; // what a setting's own check says is more telling
            depth++;
        }
        return Optional.ofNullable(general);
    }

    private static @Nullable Refusal one(Throwable cause) {
        return switch (cause) {
            case Refusal refusal -> refusal;
            case KeysUnusable keys ->
                new Refusal("keys_" + keys.reason().name().toLowerCase(Locale.ROOT), "path", keys.file());
            case BackupUnusable backup ->
                new Refusal("backup_" + backup.reason().name().toLowerCase(Locale.ROOT), "path", backup.file());
            case PortInUseException port -> new Refusal("port_in_use", "port", port.getPort());
            case UnboundConfigurationPropertiesException unknown -> unknownSetting(unknown);
            case BindException wrong ->
                new Refusal("setting_invalid", "setting", wrong.getName(), "expected", expected(wrong));
            case SQLException sql -> sql(sql);
            case FileSystemException file
            when file.getFile() != null -> new Refusal("write_failed", "path", file.getFile(), "reason", reason(file));
            default -> null;
        };
    }

    private static String expected(BindException wrong) {
        Class<?> type = wrong.getTarget().getType().resolve(Object.class);
        return type.isEnum()
                ? Arrays.stream(type.getEnumConstants())
                        .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(" | "))
                : type.getSimpleName();
    }

    private static Refusal unknownSetting(UnboundConfigurationPropertiesException unknown) {
        String names = unknown.getUnboundProperties().stream()
                .map(ConfigurationProperty::getName)
                .map(Object::toString)
                .sorted()
                .collect(Collectors.joining(", "));
        return new Refusal(
                "setting_unknown",
                "setting",
                names,
                "remedy",
                Nearest.to(names, NodeSettings.names()).orElse(String.join(", ", NodeSettings.names())));
    }

    /** By the classes and codes of PostgreSQL's appendix A. */
    private static @Nullable Refusal sql(SQLException failure) {
        String state = Objects.requireNonNullElse(failure.getSQLState(), "");
        if (state.equals("53100")) {
            return new Refusal("disk_full");
        }
        if (state.startsWith("28")) {
            return new Refusal("db_login");
        }
        if (state.equals("3D000")) {
            return new Refusal("db_missing");
        }
        return state.startsWith("08") ? new Refusal("db_unreachable", "reason", firstLine(failure)) : null;
    }

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .replaceFirst("\\.$", "");
    }

    /** What the operating system says, without the path that its message repeats. */
    static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException denied -> "Permission denied";
            case FileSystemException file when file.getReason() != null -> file.getReason();
            case IOException plain when plain.getClass() == IOException.class -> firstLine(plain);
            default -> failure.getClass().getSimpleName().replace("Exception", "") + " " + firstLine(failure);
        };
    }
}

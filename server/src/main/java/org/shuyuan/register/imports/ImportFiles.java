package org.shuyuan.register.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shuyuan.platform.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of this node's imports. Each import has one until it has ended, which tells what a killed node left; while somebody may still
 * decide what is to be done with it, the file is kept beyond that.
 */
public final class ImportFiles {

    private static final Logger LOG = LoggerFactory.getLogger(ImportFiles.class);
    private static final String OPEN_SUFFIX = ".file";
    private static final String KEPT_SUFFIX = ".kept";

    /** How long a file waits for somebody to decide. */
    static final Duration KEPT = Duration.ofHours(24);

    private final Path directory;

    ImportFiles(Path directory) {
        this.directory = directory;
    }

    /** Where files lie while they are read. */
    public Path directory() {
        try {
            return Files.createDirectories(directory);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Where the file of a new import is to be put. */
    Path newFile(UUID id) {
        directory();
        return file(id);
    }

    /** The file of an import that has not ended. */
    Path file(UUID id) {
        return directory.resolve(id + OPEN_SUFFIX);
    }

    private Path kept(UUID id) {
        return directory.resolve(id + KEPT_SUFFIX);
    }

    /** The imports that have a file which says that they have not ended. */
    List<UUID> open() {
        return found(OPEN_SUFFIX);
    }

    private List<UUID> found(String suffix) {
        List<UUID> ids = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                files.map(file -> String.valueOf(file.getFileName()))
                        .filter(name -> name.matches("[0-9a-f-]{36}\\" + suffix))
                        .forEach(name -> ids.add(UUID.fromString(name.substring(0, 36))));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return ids;
    }

    /** Stands for the file of an import whose rows come from elsewhere. */
    Mark mark(UUID id) {
        try {
            Files.createFile(newFile(id));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        return () -> delete(id);
    }

    interface Mark extends AutoCloseable {
        @Override
        void close();
    }

    /** Deletes the file of an import that has ended; what is kept of it stays. */
    void delete(UUID id) {
        delete(id, file(id));
    }

    private static void delete(UUID id, Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            LOG.warn("A file of the import {} could not be deleted", id, stays);
        }
    }

    /** Keeps the file of an import beyond its end. */
    void keep(UUID id, Instant now) {
        try {
            link(kept(id), file(id), id, now);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Takes the kept file of an import for its file once more, and keeps it anew. */
    void takeKept(UUID id, Instant now) {
        try {
            link(file(id), kept(id), id, now);
        } catch (NoSuchFileException gone) {
            throw gone();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private void link(Path link, Path existing, UUID id, Instant now) throws IOException {
        Files.createLink(link, existing);
        Files.setLastModifiedTime(kept(id), FileTime.from(now));
    }

    /** The kept file; refuses where there is none any longer. */
    Path requireKept(UUID id) {
        Path kept = kept(id);
        if (!Files.exists(kept)) {
            throw gone();
        }
        return kept;
    }

    private static Problem gone() {
        return new Problem(ImportError.IMPORT_FILE_GONE, Map.of("hours", KEPT.toHours()));
    }

    /** Since when a file is kept, or null where none is. */
    @Nullable
    Instant keptSince(UUID id) {
        try {
            return Files.getLastModifiedTime(kept(id)).toInstant();
        } catch (IOException gone) {
            return null;
        }
    }

    /** Deletes the kept file of an import. */
    void forget(UUID id) {
        delete(id, kept(id));
    }

    /** Deletes what has been kept long enough. */
    void forgetOld(Instant now) {
        for (UUID id : found(KEPT_SUFFIX)) {
            Instant since = keptSince(id);
            if (since != null && since.isBefore(now.minus(KEPT))) {
                forget(id);
            }
        }
    }
}

package org.shuyuan.node.backup;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** Walks those files of a running server that belong into a copy of it; one that goes away meanwhile is none of them. */
abstract class ServerFiles extends SimpleFileVisitor<Path> {

    /** Written last, when it is known that the rest is there. */
    static final String CONTROL = "global/pg_control";

    /** The write-ahead log, of which only a part is needed. */
    static final String LOG = "pg_wal";

    /** Folders whose content the server makes anew. */
    private static final Set<String> EMPTY = Set.of(
            LOG,
            "log",
            "pg_dynshmem",
            "pg_notify",
            "pg_replslot",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    /** What belongs to the running server, or to a session. */
    private static final Pattern LEFT_OUT =
            Pattern.compile("postmaster\\.(pid|opts)|current_logfiles|backup_(label|manifest).*"
                    + "|tablespace_map.*|pg_internal\\.init.*|pgsql_tmp.*|t\\d+_\\d+.*");

    private final Path server;

    ServerFiles(Path server) {
        this.server = server;
    }

    void walk() throws IOException {
        Files.walkFileTree(server, this);
    }

    abstract void folder(String path) throws IOException;

    abstract void file(String path, long size) throws IOException;

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        String path = server.relativize(folder).toString();
        if (leftOut(folder)) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        folder(path);
        return EMPTY.contains(path) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        String path = server.relativize(file).toString();
        if (!attributes.isRegularFile()) {
            throw new IOException(path + " is no file of a server of the node's own");
        }
        if (!leftOut(file) && !path.equals(CONTROL)) {
            file(path, attributes.size());
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
        if (failure instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw failure;
    }

    private static boolean leftOut(Path path) {
        return LEFT_OUT.matcher(Objects.requireNonNull(path.getFileName()).toString())
                .matches();
    }
}

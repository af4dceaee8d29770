package org.shuyuan.bench;

import java.sql.Connection;
import java.sql.SQLException;

/** One way to keep the entries in PostgreSQL, and what is asked of it. */
interface Shape {

    String name();

    /** Tables and indexes, in words and SQL, for the page. */
    String described();

    /** As many entries as stand in the register. */
    void fill();

    /** What it takes on the disk, indexes included. */
    long bytes();

    /** Inserts entries from number {@code first} on, one per transaction or all in one. */
    void insert(Connection connection, long first, int count, boolean each) throws SQLException;

    /** One entry as JSON. */
    String point(Connection connection, long number) throws SQLException;

    /** The first fifty of a kind within a tenth of the units, by name, as JSON. */
    int list(Connection connection, String kind, int branch) throws SQLException;

    /** Number and sum of amounts per branch of the tree and kind; answers the number of groups. */
    int rollUp(Connection connection) throws SQLException;

    /** Takes away what {@link #insert} added. */
    void removeAfter(long number);
}

package org.shuyuan.node;

/** How a database is reached; user and password are empty where the URL tells them. */
record DatabaseAddress(String url, String user, String password) {

    /** Without the password. */
    @Override
    public String toString() {
        return url.replaceFirst("\\?.*", "");
    }
}

package org.shuyuan.node;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks at the port before the long steps of a start, not after them. */
final class Ports {

    private Ports() {}

    static void refuseTaken(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
        } catch (IOException taken) {
            throw new Refusal("port_in_use", "port", port);
        }
    }
}

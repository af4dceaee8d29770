package org.shuyuan.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One kept connection over which requests go one after another, with next to nothing between the clock and the socket. */
final class Wire implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;
    private final String head;

    Wire(int port, String token) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        head = " HTTP/1.1\r\nHost: localhost:" + port + "\r\nCookie: shuyuan_session=" + token + "\r\n\r\n";
    }

    /** Milliseconds until the whole answer is there; a bad one is a failure. */
    double time(String path) throws IOException {
        long start = System.nanoTime();
        String answer = get(path);
        double time = (System.nanoTime() - start) / 1e6;
        if (answer.isEmpty()) {
            throw new IllegalStateException("An empty answer to " + path);
        }
        return time;
    }

    String get(String path) throws IOException {
        socket.getOutputStream().write(("GET " + path + head).getBytes(StandardCharsets.US_ASCII));
        String status = line();
        int length = -1;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        String body = length >= 0 ? new String(in.readNBytes(length), StandardCharsets.UTF_8) : chunks();
        if (!status.contains(" 200")) {
            throw new IllegalStateException(path + " " + status + " " + body);
        }
        return body;
    }

    private String chunks() throws IOException {
        StringBuilder body = new StringBuilder();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.append(new String(in.readNBytes(size), StandardCharsets.ISO_8859_1)); // a character may be cut
            line();
        }
        line();
        return new String(body.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("The node closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

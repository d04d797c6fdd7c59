package org.seqnet.knime.view;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/**
 * Serves one page to one browser on this machine. The page posts what it sees to {@code /seen}; an image that it names
 * {@code /wait} arrives only then, so that the page counts as loading until it is done.
 */
final class LoopbackHost implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final CompletableFuture<String> seen = new CompletableFuture<>();
    private final String page;

    LoopbackHost(String page) throws IOException {
        this.page = page;
        inBackground(this::accept);
    }

    String address() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/";
    }

    /** Returns what the page has posted; null if it has not. */
    String seen() {
        return seen.getNow(null);
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void inBackground(Task task) {
        var thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException e) {
                        // the browser hung up, or the test is over
                    }
                },
                "loopback-host");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            var socket = server.accept();
            inBackground(() -> answer(socket));
        }
    }

    private void answer(Socket socket) throws IOException {
        try (socket;
                var in = new DataInputStream(socket.getInputStream())) {
            var request = line(in);
            int length = 0;
            for (var header = line(in); !header.isEmpty(); header = line(in)) {
                if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(header.substring("content-length:".length()).strip());
                }
            }
            var body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
            if (request.startsWith("POST /seen ")) {
                seen.complete(body);
            } else if (request.startsWith("GET /wait ")) {
                seen.join();
            }
            var content = (request.startsWith("GET / ") ? page : "").getBytes(StandardCharsets.UTF_8);
            var head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: " + content.length
                    + "\r\nConnection: close\r\n\r\n";
            var out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(content);
            out.flush();
        }
    }

    private static String line(DataInputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() throws IOException {
        seen.complete(null);
        server.close();
    }
}

package org.seqnet.knime.view;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Serves pages to one browser on this machine. The first page posts what it sees to {@code /seen}; an image that it
 * names {@code /wait} arrives only then, so that the page counts as loading until it is done.
 */
final class LoopbackHost implements AutoCloseable {
    /** What the first page asks this host, and what a browser asks any. */
    private static final Set<String> OWN = Set.of("/seen", "/wait", "/favicon.ico");

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final CompletableFuture<String> seen = new CompletableFuture<>();
    private final Set<String> missed = ConcurrentHashMap.newKeySet();
    private final Map<String, String> pages;

    /** Serves pages by their paths; the path of the first page is {@code /}. */
    LoopbackHost(Map<String, String> pages) throws IOException {
        this.pages = pages;
        inBackground(this::accept);
    }

    String address() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/";
    }

    /** Returns what the page has posted; null if it has not. */
    String seen() {
        return seen.getNow(null);
    }

    /** Returns the paths that the browser has asked for and that are not there. */
    Set<String> missed() {
        return missed;
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
            var path = line(in).split(" ")[1].replaceFirst("\\?.*", "");
            int length = 0;
            for (var header = line(in); !header.isEmpty(); header = line(in)) {
                if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(
                            header.substring("content-length:".length()).strip());
                }
            }
            var body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
            if (path.equals("/seen")) {
                seen.complete(body);
            } else if (path.equals("/wait")) {
                seen.join();
            }
            var known = pages.containsKey(path) || OWN.contains(path);
            if (!known) {
                missed.add(path);
            }
            var content = pages.getOrDefault(path, "").getBytes(StandardCharsets.UTF_8);
            var head = "HTTP/1.1 " + (known ? "200 OK" : "404 Not Found")
                    + "\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: " + content.length
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

package org.seqnet.engine.download;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A mirror on this machine that serves one file and can be told to misbehave. Plain sockets, because the point is to
 * break off in the middle of an answer, which a server of good manners does not offer.
 */
public final class LoopbackMirror implements AutoCloseable {

    private final ServerSocket server;
    private final Thread thread;
    private volatile byte[] content;
    private volatile boolean ranges = true;
    private volatile int status;
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Queue<Integer> breakOffs = new ArrayDeque<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    public LoopbackMirror(byte[] content) throws IOException {
        this.content = content;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.thread = new Thread(this::serve, "loopback-mirror");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /** Answers the next request whole up to so many bytes of its body, then hangs up; may be called repeatedly. */
    public LoopbackMirror breakingOffAfter(int bytes) {
        synchronized (breakOffs) {
            breakOffs.add(bytes);
        }
        return this;
    }

    public LoopbackMirror withoutRanges() {
        ranges = false;
        return this;
    }

    /** Answers one request in its own way; those after it as usual, or in the way that the next call says. */
    public LoopbackMirror once(Answer answer) {
        answers.add(answer);
        return this;
    }

    /** What is sent to a client that asked for a range, or for {@code whole}. */
    @FunctionalInterface
    public interface Answer {
        void write(OutputStream out, String range) throws IOException;

        /** Sends a text as it is. */
        static Answer of(String text) {
            return (out, range) -> out.write(text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Keeps the client waiting until this mirror is closed, for an hour at most. */
    public void silence() {
        try {
            closed.await(1, TimeUnit.HOURS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends a byte now and then until this mirror is closed, or the client hangs up. */
    public void trickle(OutputStream out, String text) throws IOException {
        for (var i = 0; !server.isClosed(); i++) {
            out.write(text.charAt(i % text.length()));
            out.flush();
            try {
                closed.await(20, TimeUnit.MILLISECONDS);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    public LoopbackMirror answering(int httpStatus) {
        status = httpStatus;
        return this;
    }

    public void serve(byte[] newContent) {
        content = newContent;
    }

    /** Returns for each request its Range header, or {@code whole}. */
    public List<String> requests() {
        return requests;
    }

    public URI uri() {
        return URI.create(
                "http://" + server.getInetAddress().getHostAddress() + ":" + server.getLocalPort() + "/file.gz");
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (var socket = server.accept()) {
                answer(socket);
            } catch (IOException hungUp) {
                // The client went away, or the test is over.
                continue;
            }
        }
    }

    private void answer(Socket socket) throws IOException {
        var range = "whole";
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.startsWith("Range: ")) {
                range = line.substring("Range: ".length());
            }
        }
        requests.add(range);
        var from = ranges && range.startsWith("bytes=")
                ? Integer.parseInt(range.substring("bytes=".length(), range.length() - 1))
                : 0;
        var out = socket.getOutputStream();
        var answer = answers.poll();
        if (answer != null) {
            answer.write(out, range);
        } else if (status != 0) {
            head(out, status + " Told so", 0, "");
        } else if (from >= content.length) {
            head(out, "416 Range Not Satisfiable", 0, "");
        } else {
            send(out, from);
        }
        out.flush();
    }

    private void send(OutputStream out, int from) throws IOException {
        var length = content.length - from;
        var last = content.length - 1;
        head(
                out,
                from > 0 ? "206 Partial Content" : "200 OK",
                length,
                from > 0 ? "Content-Range: bytes " + from + "-" + last + "/" + content.length + "\r\n" : "");
        Integer breakOff;
        synchronized (breakOffs) {
            breakOff = breakOffs.poll();
        }
        out.write(content, from, breakOff == null ? length : Math.min(length, breakOff));
    }

    private static void head(OutputStream out, String line, int length, String more) throws IOException {
        var head = "HTTP/1.1 " + line + "\r\nContent-Length: " + length + "\r\nConnection: close\r\n" + more + "\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
    }
}

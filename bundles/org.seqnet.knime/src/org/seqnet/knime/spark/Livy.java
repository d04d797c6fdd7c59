package org.seqnet.knime.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.SeqNetException;
import org.seqnet.knime.view.JsonObject;

/** A Livy server: starts batches, asks how they are, and ends them (its REST API, version 0.7 and later). */
final class Livy {
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final int MOST_BYTES = 16 << 20;
    private static final int MOST_LOG_LINES = 10_000;
    private static final int LONGEST_ANSWER_SHOWN = 300;

    private final String url;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    /**
     * Names the server.
     *
     * @throws SeqNetException if the URL is none of a server
     */
    Livy(String url) {
        this.url = address(url);
    }

    /**
     * Returns the address of a server without the slashes at its end.
     *
     * @throws SeqNetException if the URL is none of a server
     */
    static String address(String url) {
        var address = url.strip().replaceFirst("/+$", "");
        if (!isServer(address)) {
            throw new SeqNetException("Livy URL: %s is not the URL of a server, such as http://livy.example.com:8998."
                    .formatted(Quoted.of(url.strip())));
        }
        return address;
    }

    private static boolean isServer(String url) {
        try {
            var uri = URI.create(url);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Starts a batch, and returns its number. */
    int start(JsonObject batch) throws IOException {
        var answer = ask("POST", "/batches", BodyPublishers.ofString(batch.toString()));
        if (answer.get("id") instanceof Double id) {
            return id.intValue();
        }
        throw new IOException(url + ": the answer names no batch. Check that \"Livy URL\" is that of a Livy server.");
    }

    /** Returns the state of a batch, such as {@code running}. */
    String state(int batch) throws IOException {
        return ask("GET", "/batches/" + batch, BodyPublishers.noBody()).get("state") instanceof String state
                ? state
                : "unknown";
    }

    /** Returns the latest lines of a batch's log. */
    List<String> log(int batch) throws IOException {
        var path = "/batches/" + batch + "/log?from=0&size=" + MOST_LOG_LINES;
        return ask("GET", path, BodyPublishers.noBody()).get("log") instanceof List<?> lines
                ? lines.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** Ends a batch. */
    void end(int batch) throws IOException {
        ask("DELETE", "/batches/" + batch, BodyPublishers.noBody());
    }

    private Map<String, Object> ask(String method, String path, BodyPublisher body) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .header("X-Requested-By", "seqnet")
                .method(method, body)
                .build();
        var answer = send(request);
        String text;
        try (var in = answer.body()) {
            text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        }
        if (answer.statusCode() / 100 != 2) {
            throw refused(answer.statusCode(), text);
        }
        return Json.object(text)
                .orElseThrow(() -> new IOException(
                        url + ": the answer is not JSON. Check that \"Livy URL\" is that of a Livy server."));
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw new Unreachable(
                    url + ": the Livy server cannot be reached. Check \"Livy URL\", and that the server is running and "
                            + "can be reached from this machine.",
                    e);
        } catch (UnresolvedAddressException e) {
            throw new Unreachable(url + ": there is no such server. Check \"Livy URL\".", e);
        } catch (IOException e) {
            throw new Unreachable(
                    "%s: the connection to the Livy server failed (%s).".formatted(url, e.getMessage()), e);
        }
    }

    /** The server is not there, or not at the moment. */
    static final class Unreachable extends IOException {
        private static final long serialVersionUID = 1;

        Unreachable(String message, Exception cause) {
            super(message, cause);
        }
    }

    private IOException refused(int status, String text) {
        if (status == 401 || status == 403) {
            return new IOException(url + ": the Livy server requires a sign-in (HTTP status " + status
                    + "), which this node does not support. Use spark-submit instead.");
        }
        var reason = Json.object(text)
                .map(answer -> answer.get("msg"))
                .map(String::valueOf)
                .orElse(text)
                .strip();
        return new IOException("%s: the Livy server refused the request (HTTP status %d%s)."
                .formatted(
                        url,
                        status,
                        reason.isEmpty()
                                ? ""
                                : ": " + reason.substring(0, Math.min(LONGEST_ANSWER_SHOWN, reason.length()))));
    }
}

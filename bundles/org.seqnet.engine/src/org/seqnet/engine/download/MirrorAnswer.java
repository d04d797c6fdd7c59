package org.seqnet.engine.download;

import java.net.Authenticator;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.seqnet.engine.download.MirrorFault.BrokenOff;

/**
 * What a mirror answers to one request. Whoever waits for its head or a piece of its body can be cancelled at any time,
 * whatever the mirror does or leaves undone. Goes through the HTTP proxy that the Java runtime is set to use.
 */
final class MirrorAnswer implements AutoCloseable {

    private static final Duration MOST_SILENCE = Duration.ofSeconds(30);
    private static final Duration MOST_CONNECTING = Duration.ofSeconds(15);
    private static final long POLL_MILLIS = 50;
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

    private final Cancelling cancelling;
    private final HttpResponse<ArrivingBody> response;

    private MirrorAnswer(HttpResponse<ArrivingBody> response, Cancelling cancelling) {
        this.response = response;
        this.cancelling = cancelling;
    }

    /** Throws a {@link CancellationException} once the download is cancelled. */
    @FunctionalInterface
    interface Cancelling {
        void check();
    }

    /** Bytes {@code first} to {@code last} of {@code total}, if it is told. */
    record Range(long first, long last, OptionalLong total) {}

    /**
     * Asks a mirror for a file, from the given byte on.
     *
     * @throws MirrorFault if it does not answer
     */
    static MirrorAnswer of(URI mirror, long from, Cancelling cancelling) throws MirrorFault {
        var answer = client().sendAsync(request(mirror, from), head -> new ArrivingBody());
        try {
            return new MirrorAnswer(await(answer, cancelling), cancelling);
        } finally {
            answer.cancel(true);
        }
    }

    private static HttpClient client() {
        var builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(MOST_CONNECTING);
        Optional.ofNullable(Authenticator.getDefault()).ifPresent(builder::authenticator);
        return builder.build();
    }

    private static HttpRequest request(URI mirror, long from) throws MirrorFault {
        try {
            // Otherwise a server or proxy may wrap the file in a second layer of gzip.
            var request = HttpRequest.newBuilder(mirror).header("Accept-Encoding", "identity");
            return from > 0 ? request.header("Range", "bytes=" + from + "-").build() : request.build();
        } catch (IllegalArgumentException unusable) {
            throw new MirrorFault("not an HTTP address");
        }
    }

    int status() {
        return response.statusCode();
    }

    /** Returns what an answer without a file means. */
    String refusal() {
        return status() == PROXY_AUTHENTICATION_REQUIRED
                ? "the proxy requires a user name and a password (HTTP status 407); only Basic authentication "
                        + "is supported"
                : "HTTP status " + status();
    }

    /** Returns what part of the file this is, if the mirror says so. */
    Optional<Range> range() {
        return response.headers()
                .firstValue("Content-Range")
                .map(CONTENT_RANGE::matcher)
                .filter(found -> found.matches())
                .map(found -> new Range(
                        Long.parseLong(found.group(1)),
                        Long.parseLong(found.group(2)),
                        found.group(3).equals("*")
                                ? OptionalLong.empty()
                                : OptionalLong.of(Long.parseLong(found.group(3)))));
    }

    /** Returns the size of the body, if the mirror tells. */
    OptionalLong length() {
        return response.headers().firstValueAsLong("Content-Length");
    }

    /**
     * Returns the next piece of the body; an empty list is its end.
     *
     * @throws BrokenOff if the connection ends before
     */
    List<ByteBuffer> next() throws MirrorFault {
        return await(response.body().next(), cancelling);
    }

    @Override
    public void close() {
        response.body().cancel();
    }

    private static <T> T await(CompletableFuture<T> coming, Cancelling cancelling) throws MirrorFault {
        var start = System.nanoTime();
        while (true) {
            cancelling.check();
            try {
                return coming.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException silent) {
                if (System.nanoTime() - start > MOST_SILENCE.toNanos()) {
                    throw new BrokenOff("no response in time");
                }
            } catch (ExecutionException failed) {
                throw inWords(failed.getCause());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new CancellationException("Interrupted during a download; it will be resumed.");
            }
        }
    }

    private static MirrorFault inWords(Throwable failure) {
        if (failure instanceof HttpConnectTimeoutException) {
            return new MirrorFault("connection timed out");
        }
        if (failure instanceof ConnectException) {
            return new MirrorFault(
                    failure.getCause() instanceof UnresolvedAddressException
                            ? "unknown host (is this machine online?)"
                            : "no connection");
        }
        if (failure instanceof SSLException) {
            return new MirrorFault("no secure connection (" + failure.getMessage() + ")");
        }
        return new BrokenOff("the connection was lost");
    }
}

package org.seqnet.engine.idx;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;

/**
 * Downloads one file from one mirror into {@code <name>.part}. What is there from an earlier try with the same mirror
 * is kept and continued (RFC 9110, section 14); a mirror that does not know ranges starts anew.
 *
 * <p>{@code <name>.part.from} says which mirror the part is of: two mirrors may pack the same content differently.
 */
final class MirrorDownload {

    private static final int CONNECT_MILLIS = 15_000;
    private static final int READ_MILLIS = 30_000;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int TRIES = 3;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final DatasetFile file;
    private final URI mirror;
    private final Path part;
    private final Path origin;
    private final DownloadListener listener;

    MirrorDownload(DatasetFile file, URI mirror, Path folder, DownloadListener listener) {
        this.file = file;
        this.mirror = mirror;
        this.part = folder.resolve(file.packedName() + ".part");
        this.origin = folder.resolve(file.packedName() + ".part.from");
        this.listener = listener;
    }

    /**
     * Returns the complete part file; its content is still to be checked. A broken connection is tried again while each
     * try brings something.
     *
     * @throws IOException if the mirror does not give the file; the message is its reply
     * @throws CancellationException if the listener asks for it
     */
    Path fetch() throws IOException {
        if (!resumes()) {
            discard();
            Files.writeString(origin, mirror.toString());
        }
        for (var tries = 1; ; tries++) {
            var before = partBytes();
            try {
                transfer(before);
                return part;
            } catch (BrokenOff brokenOff) {
                if (tries == TRIES || partBytes() <= before) {
                    throw brokenOff;
                }
            }
        }
    }

    /** Returns whether a part from this mirror is there to go on with. */
    boolean resumes() throws IOException {
        return Files.exists(part)
                && Files.exists(origin)
                && Files.readString(origin).equals(mirror.toString());
    }

    /** Removes the part, so that the next try starts anew. */
    void discard() throws IOException {
        Files.deleteIfExists(part);
        Files.deleteIfExists(origin);
    }

    /** Forgets whose part it was, once it has been moved to its place. */
    void finish() throws IOException {
        Files.deleteIfExists(origin);
    }

    private void transfer(long have) throws IOException {
        checkCancelled();
        var connection = connect(have);
        try {
            var status = connection.getResponseCode();
            if (status == RANGE_NOT_SATISFIABLE && have > 0) {
                Files.delete(part);
                throw new BrokenOff("the mirror cannot continue an earlier download");
            }
            if (status != HttpURLConnection.HTTP_OK && status != HttpURLConnection.HTTP_PARTIAL) {
                throw new IOException("HTTP status " + status);
            }
            var continued = status == HttpURLConnection.HTTP_PARTIAL;
            if (continued && !startsAt(have, connection.getHeaderField("Content-Range"))) {
                throw new IOException("the mirror sent another range than asked for");
            }
            receive(connection, continued ? have : 0);
        } finally {
            connection.disconnect();
        }
    }

    private HttpURLConnection connect(long have) throws IOException {
        if (!(mirror.toURL().openConnection() instanceof HttpURLConnection connection)) {
            throw new IOException("not an http address");
        }
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        // Otherwise a server or proxy may wrap the file in a second layer of gzip.
        connection.setRequestProperty("Accept-Encoding", "identity");
        if (have > 0) {
            connection.setRequestProperty("Range", "bytes=" + have + "-");
        }
        return connection;
    }

    private void receive(HttpURLConnection connection, long have) throws IOException {
        var length = connection.getContentLengthLong();
        var total = length < 0 ? OptionalLong.empty() : OptionalLong.of(have + length);
        if (total.orElse(0) > mostBytes()) {
            throw new IOException("the mirror offers " + total.getAsLong() + " bytes, more than the file has");
        }
        var bytes = have;
        try (var out = openPart(have > 0)) {
            var buffer = new byte[BUFFER_BYTES];
            listener.progressed(new DownloadProgress(file.packedName(), bytes, total));
            for (int read; (read = read(connection, buffer)) >= 0; ) {
                out.write(buffer, 0, read);
                bytes += read;
                if (bytes > mostBytes()) {
                    throw new IOException("the mirror sends more than the file has");
                }
                listener.progressed(new DownloadProgress(file.packedName(), bytes, total));
                checkCancelled();
            }
        }
        if (total.isPresent() && bytes < total.getAsLong()) {
            throw new BrokenOff("the connection ended after " + bytes + " of " + total.getAsLong() + " bytes");
        }
    }

    private static int read(HttpURLConnection connection, byte[] buffer) throws IOException {
        try {
            return connection.getInputStream().read(buffer);
        } catch (IOException lost) {
            throw new BrokenOff("the connection broke off (" + lost.getMessage() + ")");
        }
    }

    /** Packing never makes these files larger by more than gzip's frame; 64 KB leaves room for any. */
    private long mostBytes() {
        return file.bytes() + BUFFER_BYTES;
    }

    private OutputStream openPart(boolean append) throws IOException {
        return append ? Files.newOutputStream(part, StandardOpenOption.APPEND) : Files.newOutputStream(part);
    }

    private long partBytes() throws IOException {
        return Files.exists(part) ? Files.size(part) : 0;
    }

    private static boolean startsAt(long have, String contentRange) {
        return contentRange != null && contentRange.startsWith("bytes " + have + "-");
    }

    private void checkCancelled() {
        if (listener.isCancelled()) {
            throw new CancellationException("Download of " + file.packedName() + " cancelled; it will be resumed.");
        }
    }

    /** A failure that trying again may mend. */
    private static final class BrokenOff extends IOException {

        private static final long serialVersionUID = 1L;

        BrokenOff(String message) {
            super(message);
        }
    }
}

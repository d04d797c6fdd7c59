package org.knime.filehandling.core.embedded;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** A single URL. Those of the schemes {@code knime} and {@code file} lead to files on this machine. */
record Url(URI uri, int timeoutMilliseconds, Supplier<CurrentWorkflow> workflow) implements Place {

    @Override
    public boolean isRemote() {
        return !"knime".equals(uri.getScheme()) && !"file".equals(uri.getScheme());
    }

    @Override
    public Path locate(Path path) throws IOException {
        if ("knime".equals(uri.getScheme())) {
            return KnimeUrl.locate(uri, workflow.get());
        }
        if ("file".equals(uri.getScheme())) {
            return Path.of(uri);
        }
        throw new UnsupportedOperationException(uri + " can only be read from.");
    }

    @Override
    public InputStream open(Path path) throws IOException {
        if (!isRemote()) {
            return Files.newInputStream(locate(path));
        }
        try {
            var connection = uri.toURL().openConnection();
            connection.setConnectTimeout(timeoutMilliseconds);
            connection.setReadTimeout(timeoutMilliseconds);
            connection.connect();
            if (connection instanceof HttpURLConnection http && http.getResponseCode() >= 400) {
                var status = http.getResponseCode();
                http.disconnect();
                if (status == 404 || status == 410) {
                    throw new NoSuchFileException(uri.toString());
                }
                throw new IOException(uri + " answers with HTTP status " + status + ".");
            }
            return decoded(connection);
        } catch (FileNotFoundException e) {
            throw (IOException) new NoSuchFileException(uri.toString()).initCause(e);
        }
    }

    private InputStream decoded(URLConnection connection) throws IOException {
        var content = connection.getInputStream();
        var encoding = connection.getContentEncoding();
        return switch (encoding == null ? "identity" : encoding) {
            case "identity" -> content;
            case "gzip" -> new GZIPInputStream(content);
            case "deflate" -> new InflaterInputStream(content);
            default -> throw new IOException(uri + " sends an encoding that is not supported, " + encoding + ".");
        };
    }
}

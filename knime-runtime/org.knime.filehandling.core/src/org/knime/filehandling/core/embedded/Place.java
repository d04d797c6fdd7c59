package org.knime.filehandling.core.embedded;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Where the files of a file system really are. */
sealed interface Place {
    /**
     * Returns the file on this machine.
     *
     * @param path absolute, normalized
     * @throws IOException if the file must not be touched, or is not on this machine
     */
    Path locate(Path path) throws IOException;

    /** Opens a file that may lie elsewhere; by default one on this machine. */
    default InputStream open(Path path) throws IOException {
        return Files.newInputStream(locate(path));
    }

    /** This machine, whose files have their own paths. */
    record ThisMachine() implements Place {
        @Override
        public Path locate(Path path) {
            return path;
        }
    }

    /** A workflow's data area, whose paths start at its own root. */
    record DataArea(Path root) implements Place {
        @Override
        public Path locate(Path path) throws IOException {
            var located = root.resolve(path.toString().substring(1)).normalize();
            if (!located.startsWith(root)) {
                throw new NoSuchFileException(path.toString(), null, "lies outside of " + root);
            }
            return located;
        }
    }

    /** A single file behind a URL, which can be read. */
    record Url(URI uri, int timeoutMilliseconds) implements Place {
        @Override
        public Path locate(Path path) {
            throw new UnsupportedOperationException(uri + " can only be read from.");
        }

        @Override
        public InputStream open(Path path) throws IOException {
            try {
                var connection = uri.toURL().openConnection();
                connection.setConnectTimeout(timeoutMilliseconds);
                connection.setReadTimeout(timeoutMilliseconds);
                if (connection instanceof HttpURLConnection http && http.getResponseCode() >= 400) {
                    var status = http.getResponseCode();
                    http.disconnect();
                    if (status == 404 || status == 410) {
                        throw new NoSuchFileException(uri.toString());
                    }
                    throw new IOException(uri + " answers with HTTP status " + status + ".");
                }
                return connection.getInputStream();
            } catch (FileNotFoundException e) {
                throw (IOException) new NoSuchFileException(uri.toString()).initCause(e);
            }
        }
    }
}

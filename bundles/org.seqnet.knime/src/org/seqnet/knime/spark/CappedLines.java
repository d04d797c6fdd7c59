package org.seqnet.knime.spark;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of text in UTF-8, however long: what is beyond {@value #MOST_BYTES} bytes of a line is dropped. */
final class CappedLines {
    static final int MOST_BYTES = 1 << 16;

    private final InputStream in;

    CappedLines(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    /** Returns the next line without its end; empty at the end of the stream. */
    Optional<String> next() throws IOException {
        var line = new ByteArrayOutputStream(256);
        int next = in.read();
        if (next < 0) {
            return Optional.empty();
        }
        for (; next >= 0 && next != '\n'; next = in.read()) {
            if (line.size() < MOST_BYTES) {
                line.write(next);
            }
        }
        var text = line.toString(StandardCharsets.UTF_8);
        return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }
}

package org.seqnet.engine.rdata;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.seqnet.engine.file.FileSource;

/** Files that R's {@code save} wrote, plain or gzipped: named values. */
public final class RData {
    private static final int MAGIC_BYTES = 5;

    private RData() {}

    /**
     * Reads a file; takes the source over.
     *
     * @return the values with their names
     * @throws org.seqnet.engine.file.MalformedFileException if it is no such file, or damaged; the message names the
     *     byte
     * @throws IOException if it cannot be read
     */
    public static RValue.Items read(FileSource source) throws IOException {
        try (source) {
            var magic = new String(source.readNBytes(MAGIC_BYTES), StandardCharsets.ISO_8859_1);
            if (magic.startsWith("BZh") || magic.startsWith("\u00FD7zXZ")) {
                throw source.malformed(
                        0,
                        "the file is compressed with " + (magic.startsWith("B") ? "bzip2" : "xz")
                                + "; uncompressed and gzipped files are supported. Decompress it first.");
            }
            if (!magic.equals("RDX2\n") && !magic.equals("RDX3\n")) {
                throw source.malformed(
                        0,
                        "an R data file starts with RDX2 or RDX3. Select an .rda or .RData file, or get a new copy.");
            }
            return RReader.read(source) instanceof RValue.Items values ? values : new RValue.Items(List.of(), Map.of());
        }
    }
}

package org.seqnet.engine.rdata;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.zip.InflaterInputStream;
import org.seqnet.engine.file.FileSource;

/**
 * The database of an R package's data: an index ({@code .rdx}) and the values, each packed by itself ({@code .rdb}).
 */
public final class RDatabase {
    private static final long MOST_BYTES = 1 << 24;

    private final Path values;
    private final RValue.Items index;

    private RDatabase(Path values, RValue.Items index) {
        this.values = values;
        this.index = index;
    }

    /**
     * Opens a database.
     *
     * @throws IOException if the index cannot be read or is damaged
     */
    public static RDatabase open(Path index, Path values) throws IOException {
        try (var source = FileSource.open(index, index.toString())) {
            if (RReader.read(source) instanceof RValue.Items items
                    && items.named("variables").orElse(RValue.NOTHING) instanceof RValue.Items variables) {
                return new RDatabase(values, variables);
            }
            throw source.malformed(0, "the index of an R database names variables. Get a new copy of the file.");
        }
    }

    /**
     * Reads a value.
     *
     * @throws IOException if there is none of this name, or it cannot be read or is damaged
     */
    public RValue read(String name) throws IOException {
        var place = index.named(name).orElse(RValue.NOTHING);
        if (!(place instanceof RValue.Numbers numbers) || numbers.values().length != 2) {
            throw new IOException(values + ": there is no value " + name + ". Get another copy of the file.");
        }
        long from = (long) numbers.values()[0];
        long length = (long) numbers.values()[1];
        if (from < 0 || length < Integer.BYTES || length > MOST_BYTES || from > Files.size(values) - length) {
            throw new IOException(values + ": the index places " + name + " outside the file. Get new copies of both.");
        }
        try (var channel = Files.newByteChannel(values);
                var stored = Channels.newInputStream(channel.position(from))) {
            return unpacked(name, stored.readNBytes((int) length));
        }
    }

    /** The size of what a value unpacks to stands before it; the value itself tells as well. */
    private RValue unpacked(String name, byte[] packed) throws IOException {
        InputStream stored = new ByteArrayInputStream(packed, Integer.BYTES, packed.length - Integer.BYTES);
        try (var source =
                new FileSource(new InflaterInputStream(stored), values + ", value " + name, OptionalLong.empty())) {
            return RReader.read(source);
        }
    }
}

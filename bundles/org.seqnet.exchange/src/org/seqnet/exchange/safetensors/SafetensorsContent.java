package org.seqnet.exchange.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import org.seqnet.engine.MalformedException;
import org.seqnet.engine.Quoted;

/**
 * The content of a file of safetensors: the length of its header, 8 bytes, the header, and tensors without gaps; all
 * numbers with their lowest byte first. Numbers are read from where they are, so that only those in use are copied.
 *
 * <p>Source: the description of the format in the documentation of Hugging Face's safetensors.
 */
final class SafetensorsContent {
    static final int LENGTH_BYTES = 8;

    /** A hundred times what the largest network that can be read here has. */
    private static final int MOST_HEADER_BYTES = 4 << 20;

    private final String file;
    private final Header header;
    private final ByteBuffer data;
    private final int first;

    private SafetensorsContent(String file, Header header, ByteBuffer data, int first) {
        this.file = file;
        this.header = header;
        this.data = data;
        this.first = first;
    }

    /** Says whether content begins as such files do: with a possible length of a header, and an object of JSON. */
    static boolean beginsAs(ByteBuffer content) {
        var bytes = content.slice().order(ByteOrder.LITTLE_ENDIAN);
        return bytes.limit() > LENGTH_BYTES && bytes.getLong(0) >>> 32 == 0 && bytes.get(LENGTH_BYTES) == '{';
    }

    /**
     * Reads the header, and makes sure that the tensors fill the rest of the file without gaps or overlaps.
     *
     * @param file what messages call it
     * @throws MalformedException if the content is otherwise
     */
    static SafetensorsContent of(ByteBuffer content, String file) throws IOException {
        var bytes = content.slice().order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.limit() < LENGTH_BYTES) {
            throw malformed(
                    file,
                    "the file ends after %d bytes; the length of the header takes %d",
                    bytes.limit(),
                    LENGTH_BYTES);
        }
        long length = bytes.getLong(0);
        if (length < 2 || length > bytes.limit() - LENGTH_BYTES || length > MOST_HEADER_BYTES) {
            throw malformed(
                    file,
                    "the header's length in bytes 0 to 7 is %s; expected 2 to %,d, and no more than the file has",
                    Long.toUnsignedString(length),
                    MOST_HEADER_BYTES);
        }
        var json = new byte[(int) length];
        bytes.get(LENGTH_BYTES, json);
        if (json[0] != '{') {
            throw malformed(file, "the header at byte 8 does not begin with '{'. This is no safetensors file");
        }
        var header = HeaderReader.read(file, json);
        int first = LENGTH_BYTES + json.length;
        requireFilled(file, header, bytes.limit() - first);
        return new SafetensorsContent(file, header, bytes, first);
    }

    private static void requireFilled(String file, Header header, long bytes) throws MalformedException {
        var inOrder = header.tensors().values().stream()
                .sorted(Comparator.comparingLong(Place::begin).thenComparingLong(Place::end))
                .toList();
        long end = 0;
        for (var place : inOrder) {
            if (place.begin() != end) {
                throw malformed(
                        file,
                        "tensor %s begins at byte %,d of the data; expected %,d, since tensors follow each other "
                                + "without gaps or overlaps",
                        Quoted.of(place.name()),
                        place.begin(),
                        end);
            }
            end = place.end();
        }
        if (end != bytes) {
            throw malformed(
                    file,
                    "the tensors of the header take %,d bytes, but %,d bytes follow it. The file is damaged; copy or "
                            + "save it again",
                    end,
                    bytes);
        }
    }

    /** Returns what messages call the file. */
    String file() {
        return file;
    }

    /** Returns its tensors by name. */
    Map<String, Place> tensors() {
        return header.tensors();
    }

    /** Returns what else it says, by key. */
    Map<String, String> metadata() {
        return header.metadata();
    }

    /**
     * Copies numbers of a tensor.
     *
     * @param from the first of them, counted in the tensor's order, its last axis fastest
     * @throws MalformedException if one is not a finite number of 32 bits
     */
    void copy(Place place, int from, float[] to, int at, int count) throws MalformedException {
        int start = first + (int) place.begin() + from * place.type().bytes();
        for (int i = 0; i < count; i++) {
            int offset = start + i * place.type().bytes();
            double number = place.type().read(data, offset);
            float rounded = (float) number;
            if (!Float.isFinite(rounded) || rounded != number) {
                throw malformed(
                        file,
                        "tensor %s has the number %s at byte %,d; expected finite numbers of 32 bits. Save the "
                                + "network with such weights, in PyTorch after float()",
                        Quoted.of(place.name()),
                        number,
                        offset);
            }
            to[at + i] = rounded;
        }
    }

    private static MalformedException malformed(String file, String fault, Object... details) {
        return new MalformedException(file + ": " + String.format(Locale.ROOT, fault, details) + ".");
    }
}

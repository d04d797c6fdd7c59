package org.seqnet.engine.rdata;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.seqnet.engine.file.FileSource;

/**
 * Reads a value that R has serialized: format XDR, versions 2 and 3, vectors and lists of them. A value begins with its
 * flags: the type in the lowest 8 bits, then whether it has attributes, whether it has a name, and more.
 *
 * @see <a href="https://cran.r-project.org/doc/manuals/r-release/R-ints.html#Serialization-Formats">R Internals</a>
 */
final class RReader {
    /** The most elements of all vectors together: data sets of examples have about half as many. */
    private static final int MOST_ELEMENTS = 1 << 20;

    private static final int MOST_DEPTH = 64;
    private static final int LONGEST_TEXT = 1 << 16;
    /** The most bytes of all texts together. */
    private static final int MOST_TEXT = 1 << 24;

    private static final int SYMBOL = 1;
    private static final int PAIRS = 2;
    private static final int TEXT = 9;
    private static final int LOGICAL = 10;
    private static final int INTEGER = 13;
    private static final int REAL = 14;
    private static final int TEXTS = 16;
    private static final int LIST = 19;
    private static final int NULL = 254;
    private static final int REFERENCE = 255;

    private static final int TYPE = 0xFF;
    private static final int HAS_ATTRIBUTES = 1 << 9;
    private static final int HAS_NAME = 1 << 10;
    private static final int LEVELS = 12;
    private static final int LATIN1 = 1 << 2;

    private final RBytes bytes;
    private final List<String> symbols = new ArrayList<>();
    private int elements;
    private int textBytes;

    private RReader(FileSource source) {
        this.bytes = new RBytes(source);
    }

    /** Returns the value that begins where the source is. */
    static RValue read(FileSource source) throws IOException {
        var reader = new RReader(source);
        reader.readHeader();
        return reader.value(0);
    }

    private void readHeader() throws IOException {
        long start = bytes.position();
        var format = bytes.bytes(2);
        if (format[0] != 'X' || format[1] != '\n') {
            throw bytes.malformed(
                    start,
                    "the value is not in R's format XDR. Save it in R again with save(..., ascii = FALSE), or get a "
                            + "new "
                            + "copy of the file.");
        }
        int version = bytes.number();
        if (version != 2 && version != 3) {
            throw bytes.malformed(
                    start + 2,
                    "version " + version + " of R's format is not supported; versions 2 and 3 are. Save the file again "
                            + "in R with version = 2.");
        }
        bytes.number(); // the version of R that wrote it
        bytes.number(); // and the oldest that reads it
        if (version == 3) {
            text(bytes.number(), 0, "encoding");
        }
    }

    private RValue value(int depth) throws IOException {
        long start = bytes.position();
        if (depth > MOST_DEPTH) {
            throw bytes.malformed(
                    start, "lists are nested more than " + MOST_DEPTH + " deep. Get another copy of the file.");
        }
        int flags = bytes.number();
        return switch (flags & TYPE) {
            case NULL -> RValue.NOTHING;
            case PAIRS -> pairs(flags, depth);
            case LOGICAL, INTEGER -> {
                var numbers = bytes.numbers(length(), this::integer);
                yield new RValue.Numbers(numbers, attributes(flags, depth));
            }
            case REAL -> {
                var numbers = bytes.numbers(length(), bytes::real);
                yield new RValue.Numbers(numbers, attributes(flags, depth));
            }
            case TEXTS -> {
                var texts = new ArrayList<String>();
                for (int left = length(); left > 0; left--) {
                    texts.add(element());
                }
                yield new RValue.Texts(texts, attributes(flags, depth));
            }
            case LIST -> {
                var items = new ArrayList<RValue>();
                for (int left = length(); left > 0; left--) {
                    items.add(value(depth + 1));
                }
                yield new RValue.Items(items, attributes(flags, depth));
            }
            default -> throw unsupported(start, flags);
        };
    }

    private IOException unsupported(long start, int flags) {
        return bytes.malformed(
                start,
                "a value of R's type " + (flags & TYPE)
                        + " is not supported; numbers, texts, and lists and data frames "
                        + "of them are. Select another file, or save only the data in R.");
    }

    private int length() throws IOException {
        long start = bytes.position();
        int length = bytes.number();
        if (length < 0 || length > MOST_ELEMENTS - elements) {
            throw bytes.malformed(
                    start,
                    String.format(
                            Locale.ROOT,
                            "a vector of %d elements; at most %,d are supported, all vectors together. Get a new copy "
                                    + "of the file.",
                            length,
                            MOST_ELEMENTS));
        }
        elements += length;
        return length;
    }

    private double integer() throws IOException {
        int number = bytes.number();
        return number == Integer.MIN_VALUE ? Double.NaN : number; // R's NA
    }

    private Map<String, RValue> attributes(int flags, int depth) throws IOException {
        if ((flags & HAS_ATTRIBUTES) == 0) {
            return Map.of();
        }
        long start = bytes.position();
        var attributes = new LinkedHashMap<String, RValue>();
        if (value(depth + 1) instanceof RValue.Items pairs
                && pairs.attribute("names").orElse(RValue.NOTHING) instanceof RValue.Texts names
                && names.values().size() == pairs.values().size()) {
            for (int i = 0; i < pairs.values().size(); i++) {
                attributes.put(names.values().get(i), pairs.values().get(i));
            }
            return attributes;
        }
        throw bytes.malformed(start, "attributes of a value are expected here. Get a new copy of the file.");
    }

    /** A pair has its own name and value, and the rest of the list as its tail. */
    private RValue pairs(int first, int depth) throws IOException {
        var names = new ArrayList<String>();
        var items = new ArrayList<RValue>();
        int flags = first;
        while ((flags & TYPE) == PAIRS) {
            attributes(flags, depth);
            names.add((flags & HAS_NAME) == 0 ? "" : symbol());
            items.add(value(depth + 1));
            count();
            long start = bytes.position();
            flags = bytes.number();
            if ((flags & TYPE) != PAIRS && (flags & TYPE) != NULL) {
                throw unsupported(start, flags);
            }
        }
        return new RValue.Items(items, Map.of("names", new RValue.Texts(names, Map.of())));
    }

    private void count() throws IOException {
        if (++elements > MOST_ELEMENTS) {
            throw bytes.malformed(
                    bytes.position(),
                    String.format(Locale.ROOT, "more than %,d values. Get a new copy of the file.", MOST_ELEMENTS));
        }
    }

    /** A name is written once, and later by its number, in the flags if it fits there. */
    private String symbol() throws IOException {
        long start = bytes.position();
        int flags = bytes.number();
        if ((flags & TYPE) == SYMBOL) {
            var name = element();
            symbols.add(name);
            return name;
        }
        int number = flags >>> Byte.SIZE;
        if ((flags & TYPE) == REFERENCE && number == 0) {
            number = bytes.number();
        }
        if ((flags & TYPE) != REFERENCE || number < 1 || number > symbols.size()) {
            throw bytes.malformed(start, "the name of a value is expected here. Get a new copy of the file.");
        }
        return symbols.get(number - 1);
    }

    private String element() throws IOException {
        long start = bytes.position();
        int flags = bytes.number();
        if ((flags & TYPE) != TEXT) {
            throw bytes.malformed(start, "a text is expected here. Get a new copy of the file.");
        }
        count();
        return text(bytes.number(), flags >> LEVELS, "text");
    }

    private String text(int length, int levels, String what) throws IOException {
        if (length < 0 || length > LONGEST_TEXT) {
            throw bytes.malformed(
                    bytes.position() - Integer.BYTES,
                    (length == -1 ? "a missing " + what : "a " + what + " of " + length + " bytes")
                            + " is not supported. Get a new copy of the file.");
        }
        textBytes += length;
        if (textBytes > MOST_TEXT) {
            throw bytes.malformed(
                    bytes.position() - Integer.BYTES,
                    String.format(
                            Locale.ROOT,
                            "all texts together have more than %,d bytes. Get a new copy of the file.",
                            MOST_TEXT));
        }
        return new String(
                bytes.bytes(length), (levels & LATIN1) != 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }
}

package org.seqnet.engine.idx;

import java.io.IOException;
import java.util.ArrayList;
import org.seqnet.engine.file.FileSource;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Tensor;

/**
 * The header of the IDX format, in the order of its bytes:
 *
 * <pre>
 * 0, 1   zero
 * 2      element type: 0x08 unsigned byte, 0x09 byte, 0x0B short, 0x0C int, 0x0D float, 0x0E double
 * 3      number of dimensions
 * 4...   the size of each dimension, 4 bytes, big-endian; then the elements, row-major, big-endian
 * </pre>
 *
 * @see <a href="https://yann.lecun.com/exdb/mnist/">The MNIST page, which defines it</a>
 */
final class IdxFormat {

    static final int TYPE_OFFSET = 2;
    static final int RANK_OFFSET = 3;
    static final int SIZES_OFFSET = 4;

    private static final String CURE =
            "The file is damaged or not an IDX file: get a new copy, or select another file.";

    private IdxFormat() {}

    static IdxHeader readHeader(FileSource source) throws IOException {
        var first = source.readHeaderByte();
        var second = source.readHeaderByte();
        if (first != 0 || second != 0) {
            throw source.malformed(
                    0,
                    String.format(
                            "found 0x%02X 0x%02X, but an IDX file starts with 0x00 0x00. Select an IDX file, "
                                    + "uncompressed or gzipped.",
                            first, second));
        }
        var code = source.readHeaderByte();
        var type = ElementType.find(code);
        if (type.isEmpty()) {
            throw source.malformed(
                    TYPE_OFFSET, String.format("element type 0x%02X is not one of the six IDX types. " + CURE, code));
        }
        var rank = source.readHeaderByte();
        if (rank == 0) {
            throw source.malformed(
                    RANK_OFFSET, "0 dimensions; an IDX file has at least one, the number of items. " + CURE);
        }
        return readSizes(source, type.get(), rank);
    }

    private static IdxHeader readSizes(FileSource source, ElementType type, int rank) throws IOException {
        var sizes = new ArrayList<Integer>(rank);
        var elements = 1L;
        for (var dimension = 1; dimension <= rank; dimension++) {
            var offset = source.position();
            var size = 0L;
            for (var i = 0; i < Integer.BYTES; i++) {
                size = size << Byte.SIZE | source.readHeaderByte();
            }
            if (size > Integer.MAX_VALUE) {
                throw source.malformed(
                        offset,
                        "dimension " + dimension + " has size " + size + ", or " + (int) size
                                + " as a signed number; the maximum is " + Integer.MAX_VALUE + ". " + CURE);
            }
            if (size == 0 && dimension > 1) {
                throw source.malformed(
                        offset,
                        "dimension " + dimension + " has size 0; each item needs at least one element. " + CURE);
            }
            // Both factors are below 2^31, so the product fits a long.
            elements = dimension == 1 ? 1 : elements * size;
            if (elements > Tensor.MAX_ELEMENTS) {
                throw source.malformed(
                        offset,
                        "with dimension " + dimension + " of size " + size + " one item has " + elements
                                + " elements; the maximum is " + Tensor.MAX_ELEMENTS + ". " + CURE);
            }
            sizes.add((int) size);
        }
        return new IdxHeader(type, sizes);
    }
}

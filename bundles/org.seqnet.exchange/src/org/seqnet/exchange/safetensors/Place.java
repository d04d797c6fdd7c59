package org.seqnet.exchange.safetensors;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a tensor stands in a file.
 *
 * @param shape its sizes, axis after axis
 * @param begin where its first byte is, counted from the first byte behind the header
 * @param end where the first byte behind it is
 */
record Place(String name, ElementType type, List<Integer> shape, long begin, long end) {
    Place {
        shape = List.copyOf(shape);
    }

    /** Returns its shape in words, such as {@code 512 x 28}. */
    String words() {
        return shape.isEmpty()
                ? "a single number"
                : shape.stream().map(String::valueOf).collect(Collectors.joining(" x "));
    }
}

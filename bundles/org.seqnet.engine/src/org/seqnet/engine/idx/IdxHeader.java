package org.seqnet.engine.idx;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

/**
 * What an IDX file holds: {@code sizes.get(0)} items, each of the shape given by the other sizes. Items of a file with
 * one dimension, such as labels, have the shape 1. The number of items may be 0, all other sizes are at least 1.
 */
public record IdxHeader(ElementType elementType, List<Integer> sizes) {
    private static final int MOST_SHOWN = 8;

    /** @throws IllegalArgumentException if a size is out of range, or an item has too many elements */
    public IdxHeader {
        sizes = List.copyOf(sizes);
        if (sizes.isEmpty() || sizes.size() > Shape.MAX_RANK || sizes.get(0) < 0) {
            throw new IllegalArgumentException("An IDX file cannot have the dimensions " + sizes + ".");
        }
        var item = itemShape(sizes);
        if (item.elements() > Tensor.MAX_ELEMENTS) {
            throw new IllegalArgumentException("Items of " + item + " are too large.");
        }
    }

    public static IdxHeader of(ElementType elementType, int... sizes) {
        return new IdxHeader(elementType, Arrays.stream(sizes).boxed().toList());
    }

    /** Returns the number of items. */
    public int count() {
        return sizes.get(0);
    }

    /** Returns the number of dimensions, counting that of the items. */
    public int rank() {
        return sizes.size();
    }

    /** Returns the shape of one item. */
    public Shape itemShape() {
        return itemShape(sizes);
    }

    /** Returns the size of one item in bytes. */
    public long itemBytes() {
        return itemShape().elements() * elementType.bytes();
    }

    /** Returns the size of the header itself in bytes. */
    public int headerBytes() {
        return 4 + 4 * rank();
    }

    /** Returns the size of the whole uncompressed file in bytes, or 2^63 - 1 if it is even larger. */
    public long fileBytes() {
        var high = Math.multiplyHigh(itemBytes(), count());
        var low = itemBytes() * count();
        return high != 0 || low < 0 || low > Long.MAX_VALUE - headerBytes() ? Long.MAX_VALUE : headerBytes() + low;
    }

    /** Returns the sizes, the first of them if there are many, and the type: {@code 60000 x 28 x 28 unsigned byte}. */
    @Override
    public String toString() {
        return sizes.stream().limit(MOST_SHOWN).map(String::valueOf).collect(Collectors.joining(" x "))
                + (rank() > MOST_SHOWN ? " x ... (" + rank() + " dimensions) " : " ")
                + elementType;
    }

    private static Shape itemShape(List<Integer> sizes) {
        return sizes.size() == 1
                ? Shape.of(1)
                : Shape.of(sizes.stream().skip(1).mapToInt(Integer::intValue).toArray());
    }
}

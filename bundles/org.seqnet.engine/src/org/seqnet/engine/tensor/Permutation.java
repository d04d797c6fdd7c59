package org.seqnet.engine.tensor;

import java.util.Arrays;

/** Where each element comes from when the axes of a shape are put in another order. */
final class Permutation {

    private final Shape from;
    private final int[] axes;
    private final Shape to;

    Permutation(Shape from, int... axes) {
        var named = axes.clone();
        Arrays.sort(named);
        for (var axis = 0; axis < named.length; axis++) {
            if (named.length != from.rank() || named[axis] != axis) {
                throw new IllegalArgumentException("Axes " + Arrays.toString(axes) + " do not contain each of the "
                        + from.rank() + " axes exactly once.");
            }
        }
        this.from = from;
        this.axes = axes.clone();
        this.to = Shape.of(Arrays.stream(axes).map(from::size).toArray());
    }

    Shape shape() {
        return to;
    }

    boolean isIdentity() {
        for (var axis = 0; axis < axes.length; axis++) {
            if (axes[axis] != axis) {
                return false;
            }
        }
        return true;
    }

    /** Returns for each row-major position of the new shape the position in the old one. */
    int[] sources() {
        var oldStrides = new int[from.rank()];
        var stride = 1;
        for (var axis = from.rank() - 1; axis >= 0; axis--) {
            oldStrides[axis] = stride;
            stride *= from.size(axis);
        }
        var sources = new int[(int) to.elements()];
        var position = new int[to.rank()];
        var source = 0;
        for (var i = 0; i < sources.length; i++) {
            sources[i] = source;
            for (var axis = to.rank() - 1; axis >= 0; axis--) {
                source += oldStrides[axes[axis]];
                if (++position[axis] < to.size(axis)) {
                    break;
                }
                source -= to.size(axis) * oldStrides[axes[axis]];
                position[axis] = 0;
            }
        }
        return sources;
    }
}

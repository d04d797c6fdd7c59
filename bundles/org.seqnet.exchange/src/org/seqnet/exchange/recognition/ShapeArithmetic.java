package org.seqnet.exchange.recognition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongBinaryOperator;
import org.seqnet.exchange.file.MalformedOnnxException;
import org.seqnet.exchange.recognition.Value.Uniform;
import org.seqnet.exchange.recognition.Value.Whole;

/**
 * Computes what exporters compute of shapes, such as that of a first hidden state: all inputs are few whole numbers, of
 * which some may stand for sizes that the file leaves open.
 */
final class ShapeArithmetic {
    private static final int LONGEST = 64;

    private ShapeArithmetic() {}

    /** Returns the shape of a signal, or a part of it. */
    static Value shape(GraphNode node) throws MalformedOnnxException {
        if (node.value(0) instanceof Uniform) {
            throw node.fault("The shape of a constant cannot be told.");
        }
        var sizes = node.value(0) instanceof Value.Numbers numbers
                ? numbers.data().shape()
                : node.signal(0).axes().stream().map(Axis::size).toList();
        int from = clamped(node.integer("start", 0), sizes.size());
        int to = clamped(node.integer("end", sizes.size()), sizes.size());
        return new Whole(from < to ? sizes.subList(from, to) : List.of(), false);
    }

    /** Returns a position from 0 to {@code size}, as those of slices are understood. */
    static int clamped(long stated, int size) {
        long position = stated < 0 ? stated + size : stated;
        return (int) Math.max(0, Math.min(size, position));
    }

    /** Returns the result if all inputs are few whole numbers and the operator is one of shapes. */
    static Optional<Value> of(GraphNode node) throws MalformedOnnxException {
        for (int i = 0; i < node.inputs().size(); i++) {
            if (node.input(i).isPresent() && node.whole(i).isEmpty()) {
                return Optional.empty();
            }
        }
        if (node.whole(0).isEmpty()) {
            return Optional.empty();
        }
        var first = node.whole(0).orElseThrow();
        return switch (node.operator()) {
            case "Gather" -> Optional.of(gather(node, first));
            case "Slice" -> Optional.of(slice(node, first));
            case "Concat" -> Optional.of(concat(node));
            case "Unsqueeze" -> Optional.of(new Whole(first.values(), false));
            case "Squeeze" -> Optional.of(
                    new Whole(first.values(), first.values().size() == 1));
            case "Reshape" -> Optional.of(new Whole(
                    first.values(),
                    node.whole(1).map(shape -> shape.values().isEmpty()).orElse(false)));
            case "Mul" -> Optional.of(combined(node, ShapeArithmetic::product));
            case "Add" -> Optional.of(combined(node, (a, b) -> a + b));
            case "Sub" -> Optional.of(combined(node, (a, b) -> a - b));
            case "Div" -> Optional.of(combined(node, (a, b) -> b == 0 ? 0 : a / b));
            default -> Optional.empty();
        };
    }

    private static Whole gather(GraphNode node, Whole values) throws MalformedOnnxException {
        var picked = new ArrayList<Long>();
        for (long index : node.requireWhole(1)) {
            picked.add(values.values().get(node.axis(index, values.values().size())));
        }
        return new Whole(picked, node.whole(1).orElseThrow().isScalar());
    }

    private static Whole slice(GraphNode node, Whole values) throws MalformedOnnxException {
        var range = Slice.of(node);
        int size = values.values().size();
        int from = clamped(range.from(), size);
        return new Whole(values.values().subList(from, Math.max(from, clamped(range.to(), size))), false);
    }

    private static Whole concat(GraphNode node) throws MalformedOnnxException {
        var all = new ArrayList<Long>();
        for (int i = 0; i < node.inputs().size(); i++) {
            all.addAll(node.requireWhole(i));
            if (all.size() > LONGEST) {
                throw node.fault("A shape has more than %d sizes.", LONGEST);
            }
        }
        return new Whole(all, false);
    }

    private static long product(long a, long b) {
        return a == 1 ? b : b == 1 ? a : a * b;
    }

    private static Whole combined(GraphNode node, LongBinaryOperator operator) throws MalformedOnnxException {
        var a = node.whole(0).orElseThrow();
        var b = node.whole(1).orElseThrow(() -> node.fault("Input 2 is missing."));
        int size = Math.max(a.values().size(), b.values().size());
        var values = new ArrayList<Long>();
        for (int i = 0; i < size; i++) {
            values.add(operator.applyAsLong(entry(node, a, i), entry(node, b, i)));
        }
        return new Whole(values, a.isScalar() && b.isScalar());
    }

    private static long entry(GraphNode node, Whole whole, int index) throws MalformedOnnxException {
        int size = whole.values().size();
        if (size != 1 && index >= size) {
            throw node.fault("The sizes of its inputs do not match.");
        }
        return whole.values().get(size == 1 ? 0 : index);
    }

    /** The part of one axis that a node of type Slice takes, at steps of 1. */
    record Slice(long from, long to, int axis) {
        static Slice of(GraphNode node) throws MalformedOnnxException {
            var from = node.integers("starts").isPresent()
                    ? node.integers("starts").get()
                    : node.requireWhole(1);
            var to = node.integers("ends").isPresent() ? node.integers("ends").get() : node.requireWhole(2);
            var axes = node.axes(3);
            if (from.size() != 1
                    || to.size() != 1
                    || axes.isPresent() && axes.get().size() != 1) {
                throw node.fault("Slices of several axes at once are not supported.");
            }
            if (node.input(4).isPresent() && !node.requireWhole(4).equals(List.of(1L))) {
                throw node.fault("Slices in steps of other than 1 are not supported.");
            }
            return new Slice(
                    from.get(0),
                    to.get(0),
                    axes.isPresent() ? (int) (long) axes.get().get(0) : 0);
        }
    }

    /** Returns a constant that another shape leaves as it is. */
    static Optional<Value> uniform(GraphNode node) {
        boolean keeps =
                switch (node.operator()) {
                    case "Slice",
                            "Reshape",
                            "Transpose",
                            "Unsqueeze",
                            "Squeeze",
                            "Expand",
                            "Tile",
                            "Gather",
                            "Cast" -> true;
                    default -> false;
                };
        return keeps && node.input(0).orElse(null) instanceof Uniform uniform ? Optional.of(uniform) : Optional.empty();
    }
}

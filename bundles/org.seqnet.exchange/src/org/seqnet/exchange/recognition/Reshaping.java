package org.seqnet.exchange.recognition;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.seqnet.exchange.file.MalformedOnnxException;

/** Finds which axes of a signal become which of another shape, where neighbors may become one and ones come and go. */
final class Reshaping {
    private static final long OTHERS = -1;

    private final GraphNode node;
    private final List<Axis> axes;
    private final Predicate<Axis> mayAssume;

    private Reshaping(GraphNode node, List<Axis> axes, Predicate<Axis> mayAssume) {
        this.node = node;
        this.axes = axes;
        this.mayAssume = mayAssume;
    }

    /**
     * Returns the axes of the other shape.
     *
     * @param sizes its sizes; one may be -1, and 0 is that of the axis at the same place
     * @param keepsZeros whether 0 is a size like others
     * @param time the axis of the time steps, if it is known
     */
    static List<Axis> reshaped(
            GraphNode node, List<Axis> axes, List<Long> sizes, boolean keepsZeros, Optional<Axis> time)
            throws MalformedOnnxException {
        var wanted = new ArrayList<Long>();
        for (int i = 0; i < sizes.size(); i++) {
            boolean isCopied = sizes.get(i) == 0 && !keepsZeros;
            if (isCopied && i >= axes.size()) {
                throw node.fault("Its shape has more sizes than its input.");
            }
            wanted.add(isCopied ? axes.get(i).size() : sizes.get(i));
        }
        long kept = axes.stream().filter(axis -> axis.size() != 1).count();
        boolean keepsRank = kept == wanted.stream().filter(size -> size != 1).count();
        // beside a size that is found by the others, any assumption but that of the time would mix sequences
        Predicate<Axis> mayAssume =
                axis -> keepsRank && axis.isOpen() && (!wanted.contains(OTHERS) || time.equals(Optional.of(axis)));
        return new Reshaping(node, axes, mayAssume).matched(wanted);
    }

    private List<Axis> matched(List<Long> wanted) throws MalformedOnnxException {
        int others = wanted.indexOf(OTHERS);
        if (others < 0) {
            var all = new ArrayList<Axis>();
            requireOnes(axes.subList(front(wanted, all), axes.size()));
            return all;
        }
        var before = new ArrayList<Axis>();
        int from = front(wanted.subList(0, others), before);
        var behind = new ArrayList<Axis>();
        int to = axes.size() - back(wanted.subList(others + 1, wanted.size()), behind);
        if (from > to) {
            throw unclear();
        }
        before.add(Axis.merged(axes.subList(from, to)));
        before.addAll(behind);
        return before;
    }

    private int back(List<Long> wanted, List<Axis> found) throws MalformedOnnxException {
        var reversedAxes = new ArrayList<>(axes);
        Collections.reverse(reversedAxes);
        var reversed = new ArrayList<>(wanted);
        Collections.reverse(reversed);
        int used = new Reshaping(node, reversedAxes, mayAssume).front(reversed, found, true);
        Collections.reverse(found);
        return used;
    }

    private int front(List<Long> wanted, List<Axis> found) throws MalformedOnnxException {
        return front(wanted, found, false);
    }

    /** Adds an axis for each of these sizes, and returns how many of the signal's were used. */
    private int front(List<Long> wanted, List<Axis> found, boolean isReversed) throws MalformedOnnxException {
        int at = 0;
        for (long size : wanted) {
            while (at < axes.size() && axes.get(at).size() == 1 && size != 1) {
                at++;
            }
            if (at < axes.size() && (axes.get(at).size() == size || isAssumed(axes.get(at), size))) {
                found.add(axes.get(at++));
            } else if (size == 1) {
                found.add(Axis.ONE);
            } else {
                var parts = new ArrayList<Axis>();
                long product = 1;
                while (product != size && at < axes.size() && !axes.get(at).isOpen() && product < size) {
                    product *= axes.get(at).size();
                    parts.add(axes.get(at++));
                }
                if (product != size) {
                    throw unclear();
                }
                if (isReversed) {
                    Collections.reverse(parts);
                }
                found.add(Axis.merged(parts));
            }
        }
        return at;
    }

    /** PyTorch may write the size that it saw while it exported although it leaves the size of the input open. */
    private boolean isAssumed(Axis axis, long size) {
        return size > 1 && mayAssume.test(axis);
    }

    private void requireOnes(List<Axis> left) throws MalformedOnnxException {
        for (var axis : left) {
            if (axis.size() != 1) {
                throw unclear();
            }
        }
    }

    private MalformedOnnxException unclear() {
        return node.fault("Axes are divided or mixed in a way that is not supported.");
    }
}

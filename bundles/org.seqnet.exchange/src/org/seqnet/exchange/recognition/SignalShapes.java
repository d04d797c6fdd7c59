package org.seqnet.exchange.recognition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.exchange.file.MalformedOnnxException;
import org.seqnet.exchange.recognition.Axis.Kind;
import org.seqnet.exchange.recognition.Content.Averaged;
import org.seqnet.exchange.recognition.Content.Convolved;
import org.seqnet.exchange.recognition.Content.State;
import org.seqnet.exchange.recognition.Content.States;
import org.seqnet.exchange.recognition.Content.Steps;
import org.seqnet.exchange.recognition.Content.Summary;
import org.seqnet.exchange.recognition.ShapeArithmetic.Slice;
import org.seqnet.exchange.recognition.Value.Signal;

/** Operators that change the shape of signals, pick some of their values or take means. */
final class SignalShapes {
    private static final String PICKED = "Only the last time step can be picked, or the last states of directions.";

    private static final int MOST_AXES = 8;

    private SignalShapes() {}

    static Value transpose(GraphNode node) throws MalformedOnnxException {
        var signal = node.signal(0);
        int rank = signal.axes().size();
        var order = new ArrayList<Long>();
        for (long i = rank - 1L; i >= 0; i--) {
            order.add(i);
        }
        var axes = new ArrayList<Axis>();
        for (long axis : node.integers("perm").orElse(order)) {
            axes.add(signal.axes().get(node.axis(axis, rank)));
        }
        if (axes.size() != rank || new TreeSet<>(node.integers("perm").orElse(order)).size() != rank) {
            throw node.fault("Its permutation does not fit %d axes.", rank);
        }
        return signal.with(axes);
    }

    static Value unsqueeze(GraphNode node) throws MalformedOnnxException {
        var signal = node.signal(0);
        var axes = new ArrayList<>(signal.axes());
        var stated = node.axes(1).orElse(List.of());
        int rank = axes.size() + stated.size();
        requireRank(node, rank);
        var places = new TreeSet<Integer>();
        for (long axis : stated) {
            places.add(node.axis(axis, rank));
        }
        for (int place : places) {
            if (place > axes.size()) {
                throw node.fault("Axis %d is none of %d.", place, rank);
            }
            axes.add(place, Axis.ONE);
        }
        return signal.with(axes);
    }

    static Value squeeze(GraphNode node) throws MalformedOnnxException {
        var signal = node.signal(0);
        var axes = new ArrayList<>(signal.axes());
        var stated = node.axes(1);
        if (stated.isEmpty()) {
            axes.removeIf(axis -> axis.size() == 1 && axis.kind() != Kind.INPUT);
            return signal.with(axes);
        }
        var places = new TreeSet<Integer>();
        for (long axis : stated.get()) {
            places.add(node.axis(axis, axes.size()));
        }
        for (int place : places.descendingSet()) {
            if (axes.remove(place).size() != 1) {
                throw node.fault("Axis %d is not of size 1.", place);
            }
        }
        return signal.with(axes);
    }

    static Value flatten(GraphNode node) throws MalformedOnnxException {
        var signal = node.signal(0);
        int rank = signal.axes().size();
        int at = node.integer("axis", 1) == rank ? rank : node.axis(node.integer("axis", 1), rank);
        return signal.with(List.of(
                Axis.merged(signal.axes().subList(0, at)),
                Axis.merged(signal.axes().subList(at, rank))));
    }

    static Value reshape(GraphNode node) throws MalformedOnnxException {
        var signal = node.signal(0);
        boolean keepsZeros = node.integer("allowzero", 0) != 0;
        var sizes = node.integers("shape").isPresent() ? node.integers("shape").get() : node.requireWhole(1);
        requireRank(node, sizes.size());
        var time = signal.content() instanceof Steps steps
                ? Optional.of(steps.stack().time())
                : Optional.<Axis>empty();
        return signal.with(Reshaping.reshaped(node, signal.axes(), sizes, keepsZeros, time));
    }

    private static void requireRank(GraphNode node, int rank) throws MalformedOnnxException {
        if (rank > MOST_AXES) {
            throw node.fault("It makes %d axes; the most are %d.", rank, MOST_AXES);
        }
    }

    static Value gather(GraphNode node) throws MalformedOnnxException {
        var signal = node.signal(0);
        int place = node.axis(node.integer("axis", 0), signal.axes().size());
        var indices = node.whole(1).orElseThrow(() -> node.fault(PICKED));
        if (indices.values().size() != 1) {
            throw node.fault(PICKED);
        }
        var axis = signal.axes().get(place);
        long index = indices.values().get(0);
        var picked = picked(node, signal, axis, index, index == -1 ? axis.size() : index + 1);
        var axes = new ArrayList<>(signal.axes());
        if (indices.isScalar()) {
            axes.remove(place);
        } else {
            axes.set(place, picked instanceof States ? axis.sized(1) : Axis.ONE);
        }
        return new Signal(axes, picked);
    }

    static Value slice(GraphNode node) throws MalformedOnnxException {
        var signal = node.signal(0);
        var slice = Slice.of(node);
        int place = node.axis(slice.axis(), signal.axes().size());
        var axis = signal.axes().get(place);
        if (slice.from() == 0 && slice.to() >= Integer.MAX_VALUE) {
            return signal;
        }
        var picked = picked(node, signal, axis, slice.from(), slice.to());
        var axes = new ArrayList<>(signal.axes());
        axes.set(
                place,
                axis.kind() == Kind.DIRECTION && picked instanceof States states
                        ? axis.sized(states.states().size())
                        : Axis.ONE);
        return new Signal(axes, picked);
    }

    private static Content picked(GraphNode node, Signal signal, Axis axis, long from, long to)
            throws MalformedOnnxException {
        if (signal.content() instanceof States states && axis.kind() == Kind.DIRECTION) {
            int size = states.states().size();
            int first = ShapeArithmetic.clamped(from, size);
            int end = ShapeArithmetic.clamped(to, size);
            if (first < end) {
                return new States(states.states().subList(first, end));
            }
        }
        if (signal.content() instanceof Steps steps && axis.equals(steps.stack().time())) {
            boolean isLast = axis.isOpen()
                    ? from == -1 && (to == axis.size() || to >= Integer.MAX_VALUE)
                    : (from == -1 || from == axis.size() - 1) && to >= axis.size();
            if (isLast && steps.stack().last().directions() == 1) {
                return new States(List.of(new State(steps.stack(), 0)));
            }
            if (isLast) {
                throw node.fault("It picks the last time step of both directions, at which the backward direction has "
                        + "read only one step. Networks here take the last state of each direction: in PyTorch, "
                        + "torch.cat((h_n[-2], h_n[-1]), 1).");
            }
        }
        throw node.fault(PICKED);
    }

    static Value concat(GraphNode node) throws MalformedOnnxException {
        var first = node.signal(0);
        int place = node.axis(node.integer("axis", 0), first.axes().size());
        var axis = first.axes().get(place);
        var states = new ArrayList<State>();
        long size = 0;
        for (int i = 0; i < node.inputs().size(); i++) {
            var part = node.signal(i);
            boolean fits = part.content() instanceof States
                    && part.axes().size() == first.axes().size();
            for (int k = 0; fits && k < part.axes().size(); k++) {
                fits = k == place || part.axes().get(k).equals(first.axes().get(k));
            }
            if (!fits || axis.kind() != Kind.DIRECTION && axis.kind() != Kind.UNIT) {
                throw node.fault("Only the last states of recurrent layers can be put side by side.");
            }
            states.addAll(((States) part.content()).states());
            size += part.axes().get(place).size();
            if (states.size() > 2 * Recurrent.MOST_LAYERS) {
                throw node.fault("Too many states are put side by side.");
            }
        }
        boolean isAcross = axis.kind() == Kind.UNIT
                && first.axes().stream().anyMatch(other -> other.kind() == Kind.DIRECTION && other.size() > 1);
        if (isAcross) {
            throw node.fault("The states of several directions are mixed.");
        }
        var axes = new ArrayList<>(first.axes());
        axes.set(place, axis.sized(size));
        return new Signal(axes, new States(List.copyOf(states)));
    }

    /** Returns the mean over time, and over axes of size 1. */
    static Value mean(GraphNode node) throws MalformedOnnxException {
        var signal = node.signal(0);
        int rank = signal.axes().size();
        var places = new TreeSet<Integer>();
        for (long axis : node.axes(1).orElse(List.of())) {
            places.add(node.axis(axis, rank));
        }
        return mean(node, signal, places, node.integer("keepdims", 1) != 0);
    }

    /** Returns the mean over all axes behind the second. */
    static Value globalMean(GraphNode node) throws MalformedOnnxException {
        var signal = node.signal(0);
        var places = new TreeSet<>(
                Stream.iterate(2, i -> i < signal.axes().size(), i -> i + 1).toList());
        return mean(node, signal, places, true);
    }

    private static Value mean(GraphNode node, Signal signal, TreeSet<Integer> places, boolean keepsAxes)
            throws MalformedOnnxException {
        var time = time(node, signal);
        var axes = new ArrayList<>(signal.axes());
        boolean hasTime = false;
        for (int place : places.descendingSet()) {
            var axis = axes.get(place);
            hasTime |= axis.equals(time);
            if (!axis.equals(time) && axis.kind() != Kind.ONE) {
                throw node.fault("Only means over time are supported.");
            }
            axes.set(place, Axis.ONE);
            if (!keepsAxes) {
                axes.remove(place);
            }
        }
        if (!hasTime) {
            throw node.fault("Only means over time are supported.");
        }
        return new Signal(
                axes,
                signal.content() instanceof Steps steps
                        ? new Summary(steps.stack(), Pooling.MEAN)
                        : new Averaged((Convolved) signal.content()));
    }

    private static Axis time(GraphNode node, Signal signal) throws MalformedOnnxException {
        if (signal.content() instanceof Steps steps) {
            return steps.stack().time();
        }
        if (signal.content() instanceof Convolved convolved && convolved.isOverTime()) {
            return convolved.axes().get(2);
        }
        throw node.fault("Only means over time of recurrent layers and convolutions over time are supported.");
    }
}

package org.seqnet.cudnn.convolution;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.seqnet.engine.network.TemporalGraph;
import org.seqnet.engine.network.TemporalOperation;

/**
 * Where operations put the gradients of what they read. Of several readers of a signal the first in the backward pass
 * writes its gradient, and the others add to it. Where nothing but a normalization reads a signal, its gradient takes
 * the place of that of the normalized signal. The input has none.
 */
final class GradientFlow {
    private final int[] places;
    private final Map<Reading, Boolean> adds = new HashMap<>();

    /** That an operation reads a signal. */
    private record Reading(TemporalOperation operation, int signal) {}

    GradientFlow(TemporalGraph graph) {
        int signals = graph.channels().size();
        var operations = graph.operations();
        var readers = new int[signals];
        operations.forEach(operation -> sources(operation).forEach(signal -> readers[signal]++));
        places = new int[signals];
        for (int i = 0; i < signals; i++) {
            places[i] = i;
        }
        for (var operation : operations) {
            int source = normalized(operation);
            if (source > 0 && readers[source] == 1) {
                places[source] = operation.target();
            }
        }
        var hasBegun = new boolean[signals];
        for (int i = operations.size() - 1; i >= 0; i--) {
            var operation = operations.get(i);
            for (int signal : sources(operation)) {
                boolean replaces = places[signal] != signal;
                adds.put(new Reading(operation, signal), hasBegun[signal] && !replaces);
                hasBegun[signal] = true;
            }
        }
    }

    private static int normalized(TemporalOperation operation) {
        return operation.fold(convolution -> 0, pooling -> 0, TemporalOperation.Normalization::source);
    }

    /** Returns the signals that an operation reads, in the order in which it gives their gradients. */
    private static List<Integer> sources(TemporalOperation operation) {
        return operation.fold(
                convolution -> List.of(convolution.source()),
                pooling -> List.of(pooling.source()),
                normalization -> normalization.addend().isPresent()
                        ? List.of(normalization.addend().getAsInt(), normalization.source())
                        : List.of(normalization.source()));
    }

    /** Says whether a signal has a gradient in a place of its own. */
    boolean hasOwnGradient(int signal) {
        return signal > 0 && places[signal] == signal;
    }

    /** Returns the signal in whose place a signal's gradient stands. */
    int gradient(int signal) {
        return places[signal];
    }

    /** Says whether an operation gives a gradient to a signal that it reads. */
    boolean isWanted(int signal) {
        return signal > 0;
    }

    /** Says whether an operation adds the gradient of a signal that it reads to what is there. */
    boolean adds(TemporalOperation operation, int signal) {
        return adds.get(new Reading(operation, signal));
    }
}

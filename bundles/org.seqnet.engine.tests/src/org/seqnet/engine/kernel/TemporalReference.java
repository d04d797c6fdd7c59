package org.seqnet.engine.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.seqnet.engine.network.TemporalConvolutional;

/**
 * Convolutions over time as the papers draw them, in double precision, one sum after another; nothing is dropped. A
 * signal is a list of sequences of T x C each.
 */
final class TemporalReference {
    private final TemporalConvolutional network;
    private final boolean isTraining;
    private double[] parameters;
    private int at;

    /** @param isTraining whether to normalize by the mini-batch; otherwise by moving averages */
    TemporalReference(TemporalConvolutional network, boolean isTraining) {
        this.network = network;
        this.isTraining = isTraining;
    }

    /** Returns what the encoder makes of each sequence, by the parameters from {@code first} on. */
    List<double[]> encode(double[] allParameters, int first, List<double[][]> sequences) {
        parameters = allParameters;
        at = first;
        var x = sequences;
        switch (network.design()) {
            case FCN -> {
                for (int i = 0; i < network.depth(); i++) {
                    x = rectified(normalized(convolved(x, (i % 2 + 1) * network.filters(), length(i), dilation(i))));
                }
            }
            case RESNET -> {
                for (int i = 0; i < network.depth(); i++) {
                    x = residualBlock(x, (i == 0 ? 1 : 2) * network.filters(), dilation(i));
                }
            }
            case INCEPTION -> x = modules(x);
        }
        return x.stream().map(TemporalReference::mean).toList();
    }

    /** Returns where the parameters of the encoder end. */
    int end() {
        return at;
    }

    private int length(int number) {
        int size = network.kernelSize();
        return Math.max(
                1, (int) Math.floor((number == 0 ? size : number == 1 ? size * 5 / 8.0 : size * 3 / 8.0) + 0.5));
    }

    private int dilation(int number) {
        int dilation = 1;
        for (int i = 0; i < number; i++) {
            dilation *= network.dilationGrowth();
        }
        return dilation;
    }

    private List<double[][]> residualBlock(List<double[][]> x, int filters, int dilation) {
        var y = rectified(normalized(convolved(x, filters, length(0), dilation)));
        y = rectified(normalized(convolved(y, filters, length(1), dilation)));
        y = convolved(y, filters, length(2), dilation);
        var shortcut = channels(x) == filters ? x : convolved(x, filters, 1, 1);
        shortcut = normalized(shortcut);
        return rectified(sum(normalized(y), shortcut));
    }

    private List<double[][]> modules(List<double[][]> input) {
        var x = input;
        var kept = input;
        int filters = network.filters();
        for (int i = 0; i < network.depth(); i++) {
            var bottleneck = channels(x) > 1 ? convolved(x, filters, 1, 1) : x;
            var parts = new ArrayList<List<double[][]>>();
            for (int share : new int[] {1, 2, 4}) {
                parts.add(convolved(bottleneck, filters, Math.max(1, network.kernelSize() / share), dilation(i)));
            }
            parts.add(convolved(pooled(x), filters, 1, 1));
            var z = sideBySide(parts);
            if (i % 3 == 2) {
                var shortcut = convolved(kept, 4 * filters, 1, 1);
                x = rectified(normalized(z));
                x = rectified(sum(x, normalized(shortcut)));
                kept = x;
            } else {
                x = rectified(normalized(z));
            }
        }
        return x;
    }

    private static int channels(List<double[][]> signal) {
        return signal.get(0)[0].length;
    }

    /** Weights are kernel size x inputs x filters. */
    private List<double[][]> convolved(List<double[][]> x, int filters, int size, int dilation) {
        int inputs = channels(x);
        int first = at;
        at += size * inputs * filters;
        return x.stream()
                .map(sequence -> {
                    var z = new double[sequence.length][filters];
                    for (int t = 0; t < sequence.length; t++) {
                        for (int k = 0; k < size; k++) {
                            int seen = t + dilation * (k - (size - 1) / 2);
                            for (int c = 0; c < inputs && seen >= 0 && seen < sequence.length; c++) {
                                for (int f = 0; f < filters; f++) {
                                    z[t][f] += parameters[first + (k * inputs + c) * filters + f] * sequence[seen][c];
                                }
                            }
                        }
                    }
                    return z;
                })
                .toList();
    }

    private List<double[][]> normalized(List<double[][]> z) {
        int channels = channels(z);
        int first = at;
        at += 4 * channels;
        var means = new double[channels];
        var variances = new double[channels];
        for (int c = 0; c < channels; c++) {
            int channel = c;
            means[c] = parameters[first + 2 * channels + c];
            variances[c] = parameters[first + 3 * channels + c];
            if (isTraining) {
                var values = z.stream()
                        .flatMap(Arrays::stream)
                        .mapToDouble(row -> row[channel])
                        .toArray();
                double mean = Arrays.stream(values).average().orElseThrow();
                means[c] = mean;
                variances[c] = Arrays.stream(values)
                        .map(value -> (value - mean) * (value - mean))
                        .average()
                        .orElseThrow();
            }
        }
        return mapped(
                z,
                (row, c) -> parameters[first + c] * (row[c] - means[c]) / Math.sqrt(variances[c] + 1e-5)
                        + parameters[first + channels + c]);
    }

    private interface Value {
        double of(double[] row, int channel);
    }

    private static List<double[][]> mapped(List<double[][]> signal, Value value) {
        return signal.stream()
                .map(sequence -> Arrays.stream(sequence)
                        .map(row -> IntStream.range(0, row.length)
                                .mapToDouble(c -> value.of(row, c))
                                .toArray())
                        .toArray(double[][]::new))
                .toList();
    }

    private static List<double[][]> rectified(List<double[][]> signal) {
        return mapped(signal, (row, c) -> Math.max(0, row[c]));
    }

    private static List<double[][]> sum(List<double[][]> one, List<double[][]> other) {
        return IntStream.range(0, one.size())
                .mapToObj(n -> {
                    var sums = new double[one.get(n).length][channels(one)];
                    for (int t = 0; t < sums.length; t++) {
                        for (int c = 0; c < sums[t].length; c++) {
                            sums[t][c] = one.get(n)[t][c] + other.get(n)[t][c];
                        }
                    }
                    return sums;
                })
                .toList();
    }

    private static List<double[][]> pooled(List<double[][]> x) {
        return x.stream()
                .map(sequence -> {
                    var largest = new double[sequence.length][];
                    for (int t = 0; t < sequence.length; t++) {
                        largest[t] = sequence[t].clone();
                        for (int seen = Math.max(0, t - 1); seen <= Math.min(sequence.length - 1, t + 1); seen++) {
                            for (int c = 0; c < largest[t].length; c++) {
                                largest[t][c] = Math.max(largest[t][c], sequence[seen][c]);
                            }
                        }
                    }
                    return largest;
                })
                .toList();
    }

    private static List<double[][]> sideBySide(List<List<double[][]>> parts) {
        return IntStream.range(0, parts.get(0).size())
                .mapToObj(n -> IntStream.range(0, parts.get(0).get(n).length)
                        .mapToObj(t -> parts.stream()
                                .flatMapToDouble(part -> Arrays.stream(part.get(n)[t]))
                                .toArray())
                        .toArray(double[][]::new))
                .toList();
    }

    private static double[] mean(double[][] sequence) {
        return IntStream.range(0, sequence[0].length)
                .mapToDouble(c -> Arrays.stream(sequence)
                        .mapToDouble(row -> row[c])
                        .average()
                        .orElseThrow())
                .toArray();
    }
}

package org.seqnet.engine.kernel.head;

import java.util.Arrays;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.Targets;
import org.seqnet.engine.sequence.Weights;

/**
 * The paths that some sequences are taught, step by step: through all of their labels in the order of the network, then
 * the end. Without an order, the next label is the likeliest of those that are left. Those of the most labels come
 * first, so that at each step the paths that still run are the first ones.
 *
 * <p>Each path has a row ({@link AlikeRows}); other rows read the end, and nothing is made of them. One thread at a
 * time uses it.
 */
final class TaughtPaths {
    private final int labels;
    private final int[] places;
    private final AlikeRows alike;
    private final MaskedSoftmax softmax;

    private LabelSets sets;
    private Weights weights;
    /** By path, those of the most labels first. */
    private int[] sequences = new int[0];
    /** By path: its labels. The first have been taken, in the order in which they were. */
    private int[][] left = new int[0][];

    private double[] losses = new double[0];
    private boolean[] hits = new boolean[0];
    private int[] targets = new int[0];
    /** By row: the label that is read at the present step. */
    private int[] read = new int[0];

    private int count;

    TaughtPaths(LabelPath path, AlikeRows alike) {
        this.labels = path.count();
        this.places = path.order().stream().mapToInt(Integer::intValue).toArray();
        this.alike = alike;
        this.softmax = new MaskedSoftmax(labels);
    }

    /** Begins with the sequences [from, to). */
    void begin(Targets taught, int from, int to) {
        sets = taught.labels();
        weights = taught.weights();
        count = to - from;
        if (sequences.length < count) {
            sequences = new int[count];
            left = new int[count][];
            losses = new double[count];
            hits = new boolean[count];
            targets = new int[count];
            read = new int[alike.rows(count)];
        }
        long[] keys = new long[count];
        for (int n = from; n < to; n++) {
            keys[n - from] = (long) -sets.count(n) << 32 | n;
        }
        Arrays.sort(keys);
        Arrays.fill(read, labels);
        for (int i = 0; i < count; i++) {
            sequences[i] = (int) keys[i];
            left[i] = inOrder(sets.labels(sequences[i]));
            losses[i] = 0;
            hits[i] = true;
            read[alike.row(i)] = labels + 1;
        }
    }

    private int[] inOrder(int[] set) {
        if (places.length == 0) {
            return set;
        }
        long[] keys = new long[set.length];
        for (int i = 0; i < set.length; i++) {
            keys[i] = (long) places[set[i]] << 32 | set[i];
        }
        Arrays.sort(keys);
        Arrays.setAll(set, i -> (int) keys[i]);
        return set;
    }

    /** Returns the number of paths. */
    int count() {
        return count;
    }

    /** Returns the number of steps of the longest path, that to the end included. */
    int steps() {
        return count == 0 ? 0 : left[0].length + 1;
    }

    /** Returns how many paths have a step; they are the first. */
    int running(int t) {
        int end = count;
        while (end > 0 && left[end - 1].length < t) {
            end--;
        }
        return end;
    }

    /** Returns how many rows a step has. */
    int rows(int t) {
        return alike.rows(running(t));
    }

    /** Returns the row of a path. */
    int row(int i) {
        return alike.row(i);
    }

    /** Returns the sequence whose path it is. */
    int sequence(int i) {
        return sequences[i];
    }

    /** Returns the label that each row reads at the present step. */
    int[] read() {
        return read;
    }

    /**
     * Finds the targets of step {@code t}, which the next step reads.
     *
     * @param scores of K labels and the end for each row; replaced by the gradients of the loss by them
     */
    void teach(int t, float[] scores) {
        int stride = labels + 1;
        int running = running(t);
        int rows = rows(t);
        for (int row = 0, i = 0; row < rows; row++) {
            int at = row * stride;
            if (i < running && row(i) == row) {
                teach(i, t, scores, at);
                read[row] = targets[i];
                i++;
            } else {
                Arrays.fill(scores, at, at + stride, 0f);
            }
        }
    }

    private void teach(int i, int t, float[] scores, int at) {
        int[] path = left[i];
        for (int taken = 0; taken < t; taken++) {
            scores[at + path[taken]] = Float.NEGATIVE_INFINITY;
        }
        if (t < path.length && places.length == 0) {
            takeLikeliest(path, t, scores, at);
        }
        targets[i] = t < path.length ? path[t] : labels;
        softmax.read(scores, at);
        hits[i] &= softmax.isFinite() && softmax.likeliest() == targets[i];
        float weight = weights.get(sequences[i]);
        losses[i] += weight * (softmax.logSum() - scores[at + targets[i]]);
        softmax.writeGradient(targets[i], weight, scores, at);
    }

    /** Brings the likeliest of the labels from {@code first} on, of equally likely ones the lowest, to that place. */
    private static void takeLikeliest(int[] path, int first, float[] scores, int at) {
        int best = first;
        for (int k = first + 1; k < path.length; k++) {
            float score = scores[at + path[k]];
            float highest = scores[at + path[best]];
            best = score > highest || score == highest && path[k] < path[best] ? k : best;
        }
        int label = path[best];
        path[best] = path[first];
        path[first] = label;
    }

    /** Returns -log p of a path so far, in nats, times its weight. */
    double loss(int i) {
        return losses[i];
    }

    /** Says whether the likeliest has been the target at each step of a path so far. */
    boolean hit(int i) {
        return hits[i];
    }
}

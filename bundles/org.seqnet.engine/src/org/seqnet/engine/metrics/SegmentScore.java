package org.seqnet.engine.metrics;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.seqnet.engine.sequence.StepLabels;

/**
 * How good predictions of a label per time step are by segments, as Lea et al. measure them (CVPR 2017,
 * arXiv:1611.05267, section 4): a few segments that begin somewhat early or late are right, many short ones in one
 * actual segment are not. Counts are summed over all sequences.
 */
public final class SegmentScore {
    /** The least overlaps, as intersection over union, with which a segment is right. */
    public static final List<Double> THRESHOLDS = List.of(0.10, 0.25, 0.50);

    /** By threshold and class: true positives, false positives, false negatives. */
    private final long[][][] counts;

    private double editSum;
    private long sequences;

    /** Begins with no sequence of so many classes. */
    public SegmentScore(int classes) {
        counts = new long[THRESHOLDS.size()][classes][3];
    }

    /**
     * Adds a sequence.
     *
     * @param actual the class of each step; one without a class, -1, is left out of both
     * @param predicted as many, of which the same holds
     */
    public void add(int[] actual, int[] predicted) {
        if (actual.length != predicted.length) {
            throw new IllegalArgumentException(actual.length + " steps against " + predicted.length + ".");
        }
        var truth = Segment.of(knownOf(actual, predicted));
        var answer = Segment.of(knownOf(predicted, actual));
        if (truth.isEmpty()) {
            return;
        }
        for (int i = 0; i < THRESHOLDS.size(); i++) {
            match(truth, answer, THRESHOLDS.get(i), counts[i]);
        }
        int most = Math.max(truth.size(), answer.size());
        editSum += 1 - (double) distance(truth, answer) / most;
        sequences++;
    }

    private static int[] knownOf(int[] labels, int[] others) {
        return IntStream.range(0, labels.length)
                .map(t -> others[t] < 0 ? StepLabels.UNKNOWN : labels[t])
                .toArray();
    }

    /** Each predicted segment is right if the actual one of its class that it overlaps with most is enough and free. */
    private static void match(List<Segment> truth, List<Segment> answer, double threshold, long[][] counts) {
        var isFound = new boolean[truth.size()];
        int first = 0;
        for (var segment : answer) {
            while (first < truth.size() && truth.get(first).to() <= segment.from()) {
                first++;
            }
            int best = -1;
            double most = 0;
            for (int i = first; i < truth.size() && truth.get(i).from() < segment.to(); i++) {
                double overlap =
                        truth.get(i).label() == segment.label() ? truth.get(i).overlap(segment) : 0;
                if (overlap > most) {
                    most = overlap;
                    best = i;
                }
            }
            boolean isRight = most >= threshold && !isFound[best];
            counts[segment.label()][isRight ? 0 : 1]++;
            if (isRight) {
                isFound[best] = true;
            }
        }
        for (int i = 0; i < isFound.length; i++) {
            counts[truth.get(i).label()][2] += isFound[i] ? 0 : 1;
        }
    }

    /** Returns how many labels of segments have to be inserted, deleted or replaced (Levenshtein 1966). */
    private static int distance(List<Segment> truth, List<Segment> answer) {
        int[] row = IntStream.rangeClosed(0, answer.size()).toArray();
        for (int i = 1; i <= truth.size(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= answer.size(); j++) {
                boolean isSame = truth.get(i - 1).label() == answer.get(j - 1).label();
                int replaced = diagonal + (isSame ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[answer.size()];
    }

    /** Returns the counts of a class by one of the {@link #THRESHOLDS}. */
    public SegmentCounts ofClass(int threshold, int label) {
        long[] found = counts[threshold][label];
        return new SegmentCounts(found[0], found[1], found[2]);
    }

    /** Returns the counts of all classes together by one of the {@link #THRESHOLDS}. */
    public SegmentCounts overall(int threshold) {
        return IntStream.range(0, counts[threshold].length)
                .mapToObj(label -> ofClass(threshold, label))
                .reduce(new SegmentCounts(0, 0, 0), SegmentCounts::plus);
    }

    /**
     * Returns the edit score: 1 less the edits that turn the predicted segments' labels into the actual ones', as a
     * share of the longer list; the mean over all sequences, and empty if there is none.
     */
    public OptionalDouble editScore() {
        return sequences == 0 ? OptionalDouble.empty() : OptionalDouble.of(editSum / sequences);
    }
}

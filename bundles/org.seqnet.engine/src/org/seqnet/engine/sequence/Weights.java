package org.seqnet.engine.sequence;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import org.seqnet.engine.SeqNetException;

/** How much each of N sequences counts in training. A value that never changes. */
public final class Weights {
    /** All sequences count the same, whatever their number. */
    public static final Weights EQUAL = new Weights(new float[0]);

    private final float[] weights;

    private Weights(float[] weights) {
        this.weights = weights;
    }

    /**
     * Returns these weights, one for each sequence.
     *
     * @throws SeqNetException if one of them is negative or not finite
     */
    public static Weights of(float[] weights) {
        for (int n = 0; n < weights.length; n++) {
            if (!(weights[n] >= 0) || Float.isInfinite(weights[n])) {
                throw new SeqNetException(String.format(
                        Locale.ROOT,
                        "Sequence %,d has the weight %s, not a finite number of at least 0.",
                        n + 1,
                        weights[n]));
            }
        }
        return new Weights(weights.clone());
    }

    /**
     * Returns weights that make all classes count the same: N / (K n) in a class of n sequences, where K is the number
     * of classes that occur. Their mean is 1.
     */
    public static Weights balanced(LabelSets classes) {
        int most = classes.stream().max().orElse(-1);
        return balanced(
                classes,
                Arrays.stream(classes.frequencies(most + 1)).mapToLong(n -> n).toArray());
    }

    /**
     * Returns such weights of some of many sequences.
     *
     * @param frequencies how many of all sequences are in each class
     */
    public static Weights balanced(LabelSets classes, long[] frequencies) {
        long all = Arrays.stream(frequencies).sum();
        long used = Arrays.stream(frequencies).filter(count -> count > 0).count();
        var weights = new float[classes.size()];
        for (int n = 0; n < weights.length; n++) {
            weights[n] = (float) (all / ((double) used * frequencies[classes.label(n, 0)]));
        }
        return new Weights(weights);
    }

    /** Returns the weight of a sequence. */
    public float get(int sequence) {
        return weights.length == 0 ? 1 : weights[sequence];
    }

    /** Says whether there are weights for this many sequences. */
    boolean fit(int sequences) {
        return weights.length == 0 || weights.length == sequences;
    }

    /**
     * Returns these weights divided by their mean, so that a learning rate keeps its meaning.
     *
     * @throws SeqNetException if all of them are 0
     */
    public Weights ofMeanOne() {
        if (weights.length == 0) {
            return this;
        }
        return ofMeanOne(sum(weights.length) / weights.length);
    }

    /**
     * Returns these weights of some of many sequences, divided by the mean over all.
     *
     * @throws SeqNetException if it is 0
     */
    public Weights ofMeanOne(double mean) {
        if (weights.length == 0) {
            return this;
        }
        if (mean == 0) {
            throw new SeqNetException("The weights of all training sequences are 0; at least one must be positive.");
        }
        var scaled = new float[weights.length];
        for (int n = 0; n < scaled.length; n++) {
            scaled[n] = (float) (weights[n] / mean);
        }
        return new Weights(scaled);
    }

    /** Returns the sum of the weights of the first {@code count} sequences. */
    public double sum(int count) {
        double sum = 0;
        for (int n = 0; n < count; n++) {
            sum += get(n);
        }
        return sum;
    }

    /** Returns the weights of {@code count} sequences; the function gives the number of each here. */
    public Weights select(IntUnaryOperator sequences, int count) {
        if (weights.length == 0) {
            return this;
        }
        var selected = new float[count];
        for (int n = 0; n < count; n++) {
            selected[n] = weights[sequences.applyAsInt(n)];
        }
        return new Weights(selected);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Weights that && Arrays.equals(weights, that.weights);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(weights);
    }

    @Override
    public String toString() {
        return weights.length == 0 ? "equal weights" : "weights of " + weights.length + " sequences";
    }
}

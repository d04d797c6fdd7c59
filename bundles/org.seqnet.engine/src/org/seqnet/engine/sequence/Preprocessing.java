package org.seqnet.engine.sequence;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.seqnet.engine.SeqNetException;

/**
 * What a network does with raw sequences before its first layer, learned from the training sequences: fills in missing
 * values, tells by a mask which were missing, and scales each feature.
 *
 * <p>A value, whose arrays never leave it. {@link PreprocessingRule} learns it; {@link Sequences#preprocessed} applies
 * it.
 */
public final class Preprocessing {
    /** Leaves sequences as they are. */
    public static final Preprocessing NONE =
            new Preprocessing(FeatureScale.NONE, new double[0], new double[0], Filling.NONE, new double[0], false);

    private final FeatureScale scale;
    private final double[] shifts;
    private final double[] factors;
    private final Filling filling;
    private final double[] means;
    private final boolean mask;

    /**
     * Makes it of its parts; arrays are copied. An array has an entry for each feature; or a divisor of their number,
     * such as one for each channel of pixels, and then feature {@code f} has entry {@code f % length}.
     *
     * @param scale how the figures for scaling came about
     * @param shifts what is subtracted from each feature; empty if nothing is scaled
     * @param factors what it is multiplied with then; 0 for a feature that never varied in training
     * @param filling what stands in for missing values
     * @param means each feature's training mean, unscaled; empty if nothing is filled in
     * @param mask whether as many features follow as there are, 1 where a value was missing and 0 elsewhere
     * @throws SeqNetException if the arrays do not match, or hold anything but finite numbers
     */
    public Preprocessing(
            FeatureScale scale, double[] shifts, double[] factors, Filling filling, double[] means, boolean mask) {
        this.scale = Objects.requireNonNull(scale, "scale");
        this.shifts = shifts.clone();
        this.factors = factors.clone();
        this.filling = Objects.requireNonNull(filling, "filling");
        this.means = means.clone();
        this.mask = mask;
        require(shifts.length == factors.length, "as many shifts as factors");
        require(shifts.length == 0 == (scale == FeatureScale.NONE), "shifts and factors if it scales, else none");
        require(means.length == 0 == (filling == Filling.NONE), "means if it fills in missing values, else none");
        require(!mask || filling != Filling.NONE, "a mask only if missing values are filled in");
        for (var numbers : new double[][] {shifts, factors, means}) {
            require(Arrays.stream(numbers).allMatch(Double::isFinite), "finite numbers");
        }
    }

    private static void require(boolean holds, String expected) {
        if (!holds) {
            throw new SeqNetException("The preprocessing of a network must have " + expected + ".");
        }
    }

    /** Returns how it scales. */
    public FeatureScale scale() {
        return scale;
    }

    /** Returns what is subtracted from each feature; empty if nothing is scaled. */
    public double[] shifts() {
        return shifts.clone();
    }

    /** Returns what each feature is multiplied with then; empty if nothing is scaled. */
    public double[] factors() {
        return factors.clone();
    }

    /** Returns what stands in for missing values. */
    public Filling filling() {
        return filling;
    }

    /** Returns the unscaled training means of the features; empty if nothing is filled in. */
    public double[] means() {
        return means.clone();
    }

    /** Says whether as many features follow as there are, 1 where a value was missing and 0 elsewhere. */
    public boolean hasMask() {
        return mask;
    }

    /**
     * Returns the shape of the sequences that come out.
     *
     * @param raw that of the sequences that go in
     * @throws SeqNetException if they have another number of features than those that it was learned from
     */
    public SequenceShape shape(SequenceShape raw) {
        int features = raw.features();
        if (shifts.length > 0 && features % shifts.length != 0 || means.length > 0 && features % means.length != 0) {
            throw new SeqNetException(String.format(
                    Locale.ROOT,
                    "The preprocessing of a network for %,d features does not fit sequences of %s.",
                    Math.max(shifts.length, means.length),
                    raw));
        }
        return mask ? masked(raw) : raw;
    }

    /**
     * Returns the shape of sequences with a mask: as many features follow as there are.
     *
     * @throws SeqNetException if these are too many
     */
    public static SequenceShape masked(SequenceShape raw) {
        if (raw.features() > Integer.MAX_VALUE / 2) {
            throw new SeqNetException("Sequences of " + raw + " have too many features for a mask of each.");
        }
        int outputs = 2 * raw.features();
        return raw.isAnyLength() ? SequenceShape.ofAnyLength(outputs) : new SequenceShape(raw.timeSteps(), outputs);
    }

    /**
     * Applies it to one sequence in place.
     *
     * @param values holds the sequence from {@code at} on, time steps x features, missing values as NaN; with a mask
     *     there is room for as many more, which are written
     */
    public void apply(float[] values, int at, int timeSteps, int features) {
        int width = features;
        if (mask) {
            spread(values, at, timeSteps, features);
            width = 2 * features;
        }
        if (filling != Filling.NONE) {
            for (int feature = 0; feature < features; feature++) {
                fill(values, at + feature, width, timeSteps, means[feature % means.length]);
            }
        }
        if (shifts.length > 0) {
            scale(values, at, timeSteps, features, width);
        }
    }

    // From the end on, since each time step moves towards it.
    private static void spread(float[] values, int at, int timeSteps, int features) {
        for (int step = timeSteps - 1; step >= 0; step--) {
            int from = at + step * features;
            int to = at + 2 * step * features;
            for (int feature = features - 1; feature >= 0; feature--) {
                // at step 0 a feature stays in its place, and its mask lies behind all of them
                values[to + features + feature] = Float.isNaN(values[from + feature]) ? 1 : 0;
            }
            System.arraycopy(values, from, values, to, features);
        }
    }

    private void fill(float[] values, int first, int width, int timeSteps, double mean) {
        int before = -1;
        for (int step = 0; step <= timeSteps; step++) {
            if (step == timeSteps || !Float.isNaN(values[first + step * width])) {
                for (int missing = before + 1; missing < step; missing++) {
                    values[first + missing * width] =
                            filled(values, first, width, missing, before, step < timeSteps ? step : -1, mean);
                }
                before = step;
            }
        }
    }

    /** Returns what fills a time step between two that have a value; these are -1 where there is none. */
    private float filled(float[] values, int first, int width, int step, int before, int after, double mean) {
        if (filling == Filling.TRAINING_MEAN || before < 0 && after < 0) {
            return (float) mean;
        }
        if (before < 0) {
            return values[first + after * width];
        }
        float previous = values[first + before * width];
        if (filling == Filling.PREVIOUS || after < 0) {
            return previous;
        }
        double share = (step - before) / (double) (after - before);
        return (float) (previous + share * ((double) values[first + after * width] - previous));
    }

    private void scale(float[] values, int at, int timeSteps, int features, int width) {
        for (int step = 0; step < timeSteps; step++) {
            int from = at + step * width;
            for (int feature = 0, k = 0; feature < features; feature++) {
                values[from + feature] = (float) ((values[from + feature] - shifts[k]) * factors[k]);
                k = k + 1 == shifts.length ? 0 : k + 1;
            }
        }
    }

    /** Says whether {@code other} is one of the same parts, numbers equal to the bit. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Preprocessing that
                && scale == that.scale
                && filling == that.filling
                && mask == that.mask
                && Arrays.equals(shifts, that.shifts)
                && Arrays.equals(factors, that.factors)
                && Arrays.equals(means, that.means);
    }

    @Override
    public int hashCode() {
        return Objects.hash(scale, filling, mask, Arrays.hashCode(shifts), Arrays.hashCode(factors));
    }

    @Override
    public String toString() {
        return scale.title() + ", missing values: " + filling.title() + (mask ? ", with a mask" : "");
    }
}

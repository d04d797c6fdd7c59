package org.seqnet.engine.sequence;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.tensor.Tensor;

/**
 * Finds the range from which the values of many tensors are scaled to 0 to 1: between the smallest and the largest of
 * them, those that are NaN or infinite left out. Not for several threads at once.
 */
public final class DataRange {

    /** More features than these are only counted in words. */
    private static final int NAMED_FEATURES = 3;

    private final double[] minima;
    private final double[] maxima;
    private final boolean bytesAreFull;
    private boolean onlyBytes = true;

    private DataRange(int features, boolean bytesAreFull) {
        this.minima = new double[features];
        this.maxima = new double[features];
        this.bytesAreFull = bytesAreFull;
        Arrays.fill(minima, Double.POSITIVE_INFINITY);
        Arrays.fill(maxima, Double.NEGATIVE_INFINITY);
    }

    /** Starts with one range for all values alike. */
    public static DataRange ofAll() {
        return new DataRange(1, false);
    }

    /** Starts with a range for each feature; value {@code i} of a tensor belongs to feature {@code i % features}. */
    public static DataRange ofFeatures(int features) {
        return new DataRange(features, false);
    }

    /**
     * Starts with one range for all values alike, in which tensors of bytes count with all values that their type can
     * hold. If there are no others, each is scaled by {@link Scaling#UNIT_RANGE}.
     */
    public static DataRange ofTypes() {
        return new DataRange(1, true);
    }

    /** Adds the values of a tensor. */
    public void add(Tensor tensor) {
        var type = tensor.elementType();
        if (bytesAreFull && type.isByte()) {
            add(0, tensor.scale().applyUnrounded(type.minimum()));
            add(0, tensor.scale().applyUnrounded(type.maximum()));
        } else {
            for (var i = 0; i < tensor.size(); i++) {
                add(i % minima.length, tensor.unroundedValue(i));
            }
        }
        onlyBytes = onlyBytes && type.isByte();
    }

    /** Adds one value. */
    public void add(int feature, double value) {
        if (Double.isFinite(value)) {
            minima[feature] = Math.min(minima[feature], value);
            maxima[feature] = Math.max(maxima[feature], value);
        }
    }

    /** Returns the number of features that have a range of their own; 1 if all values have the same. */
    public int features() {
        return minima.length;
    }

    /** Says whether data tell the range: there are some, and not only types of bytes that count as full. */
    public boolean isMeasured() {
        return !isOfTypes() && !isEmpty();
    }

    /** Says whether no value has been added. */
    public boolean isEmpty() {
        return IntStream.range(0, minima.length).noneMatch(feature -> minima[feature] <= maxima[feature]);
    }

    /** Says whether all values have the same range and are all equal, so that {@link #scaling} makes them 0. */
    public boolean isConstant() {
        return features() == 1 && line(0).unit() == 0;
    }

    private boolean isOfTypes() {
        return bytesAreFull && onlyBytes;
    }

    /**
     * Returns what maps the range of all that was added to 0 to 1; a feature of which all values are equal becomes 0.
     *
     * @throws SeqNetException if the values lie more than 1.8e308 apart
     */
    public Scaling scaling() {
        return isOfTypes() ? Scaling.UNIT_RANGE : new Scaling.Linear(lines());
    }

    /** Returns for each feature what maps its range to 0 to 1, as {@link #scaling} does. */
    Line[] lines() {
        return IntStream.range(0, minima.length).mapToObj(this::line).toArray(Line[]::new);
    }

    private Line line(int feature) {
        var minimum = minima[feature];
        var width = maxima[feature] - minimum;
        if (width == Double.POSITIVE_INFINITY) {
            throw new SeqNetException("Values from " + minimum + " to " + maxima[feature]
                    + " are too far apart to be scaled. Remove outliers.");
        }
        // doubles that are neighbours, such as 0.3 and 0.1 + 0.2, differ by their rounding alone
        var noise = 2 * Math.ulp(Math.max(Math.abs(minimum), Math.abs(maxima[feature])));
        return width > noise ? new Line(minimum, width) : new Line(0, 0);
    }

    /** Returns the range in words: {@code 0 to 255}, or {@code feature 1: -0.5 to 0.5, feature 2: 0 to 9}. */
    @Override
    public String toString() {
        if (minima.length == 1) {
            return words(0);
        }
        var named = IntStream.range(0, Math.min(minima.length, NAMED_FEATURES))
                .mapToObj(feature -> "feature " + (feature + 1) + ": " + words(feature))
                .collect(Collectors.joining(", "));
        return minima.length > NAMED_FEATURES ? named + ", ..." : named;
    }

    /** Returns the range in words that differ wherever the range of a feature does, even of one that is not named. */
    public String exactly() {
        return minima.length <= NAMED_FEATURES
                ? toString()
                : "%s (checksum %08x)".formatted(this, 31 * Arrays.hashCode(minima) + Arrays.hashCode(maxima));
    }

    private String words(int feature) {
        return minima[feature] > maxima[feature]
                ? "no values"
                : number(minima[feature]) + " to " + number(maxima[feature]);
    }

    private static String number(double value) {
        return value == (long) value ? Long.toString((long) value) : Double.toString(value);
    }
}

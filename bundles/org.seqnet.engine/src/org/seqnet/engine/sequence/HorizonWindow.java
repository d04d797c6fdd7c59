package org.seqnet.engine.sequence;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

/**
 * Cuts the rows of a series into windows with a horizon, as {@link ForecastWindows} describes them. Whatever lies
 * behind a window's origin changes nothing in it but its known features. Keeps no more rows than one window and its
 * horizon have. Not for several threads at once.
 */
public final class HorizonWindow {
    /**
     * A window and what follows it, both of doubles.
     *
     * @param sequence time steps x features
     * @param targets h x K, NaN where they are not known
     */
    public record Window(Tensor sequence, Tensor targets) {
        /** Returns whether at least one target is known. */
        public boolean hasTarget() {
            return IntStream.range(0, targets.size()).anyMatch(i -> !Double.isNaN(targets.unroundedValue(i)));
        }
    }

    private final ForecastWindows form;
    private final int past;
    private final int features;
    private final SequenceShape shape;
    private final boolean allowsMissing;
    private final int rows;
    private final double[] ring;
    private long seen;

    /**
     * @param past the number of time steps up to the origin
     * @param features the number of values in a row
     * @param allowsMissing whether a window may have missing values (NaN)
     * @throws SeqNetException if windows would be larger than sequences can be
     */
    public HorizonWindow(ForecastWindows form, int past, int features, boolean allowsMissing) {
        this.form = form;
        this.past = past;
        this.features = features;
        this.allowsMissing = allowsMissing;
        shape = shape(form, past, features);
        long needed = (long) past + form.horizon();
        if (needed * features > Tensor.MAX_ELEMENTS) {
            throw new SeqNetException("A window of %d and a horizon of %d rows are too long; the maximum is 2^31 - 9 "
                            .formatted(past, form.horizon())
                    + "values per window.");
        }
        rows = (int) needed;
        ring = new double[rows * features];
    }

    /**
     * Returns the size of windows.
     *
     * @throws SeqNetException if they would be larger than sequences can be
     */
    public static SequenceShape shape(ForecastWindows form, int past, int features) {
        return form.known().isEmpty()
                ? new SequenceShape(past, features)
                : new SequenceShape(form.timeSteps(past), features + 1);
    }

    /**
     * Adds a row.
     *
     * @param row its values, as many as there are features; copied
     */
    public void add(double[] row) {
        System.arraycopy(row, 0, ring, (int) (seen % rows) * features, features);
        seen++;
    }

    /** Begins anew, as after a gap: no window holds rows from before and from after. */
    public void reset() {
        seen = 0;
    }

    /**
     * Returns how many windows came before that whose origin lies so many rows before the last one, since the first row
     * or a gap; less than 0 if there are too few rows for one.
     */
    public long index(int ahead) {
        return seen - past - ahead;
    }

    /**
     * Returns the window whose origin lies some rows before the last one; the targets behind the last row are unknown.
     *
     * @param ahead the number of rows behind the origin, at most the horizon
     * @return empty if there are too few rows, or if a value is missing and must not be
     */
    public Optional<Window> window(int ahead) {
        boolean isKnown = form.known().isEmpty() || ahead == form.horizon();
        if (index(ahead) < 0 || !isKnown) {
            return Optional.empty();
        }
        long origin = seen - 1 - ahead;
        var values = form.known().isEmpty() ? past(origin, features) : pastAndFuture(origin);
        return !allowsMissing && Arrays.stream(values).anyMatch(Double::isNaN)
                ? Optional.empty()
                : Optional.of(new Window(Tensor.ofDoubles(shape.toShape(), values), targets(origin, ahead)));
    }

    private double value(long row, int feature) {
        return ring[(int) (row % rows) * features + feature];
    }

    /** Returns the values of a window up to its origin; 0 for what further steps and features have. */
    private double[] past(long origin, int width) {
        var values = new double[shape.values()];
        for (int t = 0; t < past; t++) {
            int row = (int) ((origin - past + 1 + t) % rows);
            System.arraycopy(ring, row * features, values, t * width, features);
        }
        return values;
    }

    private double[] pastAndFuture(long origin) {
        int width = features + 1;
        var values = past(origin, width);
        for (int feature = 0; feature < features; feature++) {
            boolean isKnown = form.known().contains(feature);
            double last = isKnown ? Double.NaN : last(origin, feature);
            for (int step = 1; step <= form.horizon(); step++) {
                values[(past + step - 1) * width + feature] = isKnown ? value(origin + step, feature) : last;
            }
        }
        for (int step = 1; step <= form.horizon(); step++) {
            values[(past + step - 1) * width + features] = step;
        }
        return values;
    }

    /** Returns the last value of a feature up to the origin that is not missing; NaN if the window has none. */
    private double last(long origin, int feature) {
        for (long row = origin; row > origin - past; row--) {
            double value = value(row, feature);
            if (!Double.isNaN(value)) {
                return value;
            }
        }
        return Double.NaN;
    }

    private Tensor targets(long origin, int ahead) {
        int width = form.targets().size();
        var targets = new double[form.horizon() * width];
        Arrays.fill(targets, Double.NaN);
        for (int step = 1; step <= ahead; step++) {
            for (int k = 0; k < width; k++) {
                targets[(step - 1) * width + k] =
                        value(origin + step, form.features().get(k));
            }
        }
        return Tensor.ofDoubles(Shape.of(form.horizon(), width), targets);
    }
}

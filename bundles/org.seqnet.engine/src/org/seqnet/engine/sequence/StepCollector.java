package org.seqnet.engine.sequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

/**
 * Collects one sequence step by step, as a table in long format holds it, and puts the steps in the order of their
 * positions. Steps of equal position stay in the order in which they came. Not for several threads at once.
 *
 * @param <P> what tells a step's place in the sequence, such as a time
 */
public final class StepCollector<P> {

    private static final int FIRST_STEPS = 16;

    private final int features;
    private final Comparator<? super P> order;
    private final List<P> positions = new ArrayList<>();
    private double[] values = new double[0];
    private boolean inOrder = true;

    /**
     * @param features the number of values at each step
     * @param order how positions are sorted
     */
    public StepCollector(int features, Comparator<? super P> order) {
        if (features < 1) {
            throw new SeqNetException("A time step needs at least one feature, not " + features + ".");
        }
        this.features = features;
        this.order = order;
    }

    /**
     * Adds a step.
     *
     * @param step its values, as many as there are features, in double precision; copied
     * @throws SeqNetException if the sequence gets longer than 2^31 - 9 values
     */
    public void add(P position, double[] step) {
        var used = positions.size() * features;
        if (Tensor.MAX_ELEMENTS - used < features) {
            throw new SeqNetException("A sequence of more than " + positions.size() + " time steps x " + features
                    + " features is too long; the maximum is 2^31 - 9 values per sequence.");
        }
        if (values.length - used < features) {
            var room = Math.max(2L * values.length, (long) FIRST_STEPS * features);
            values = Arrays.copyOf(values, (int) Math.min(Math.max(room, used + features), Tensor.MAX_ELEMENTS));
        }
        System.arraycopy(step, 0, values, used, features);
        inOrder = inOrder && (positions.isEmpty() || order.compare(positions.get(positions.size() - 1), position) <= 0);
        positions.add(position);
    }

    /** Returns the number of steps added so far. */
    public int steps() {
        return positions.size();
    }

    /**
     * Returns the sequence, time steps x features, of doubles: {@link Scaling} rounds them.
     *
     * @throws SeqNetException if no step has been added
     */
    public Tensor build() {
        if (positions.isEmpty()) {
            throw new SeqNetException("A sequence needs at least one time step.");
        }
        var shape = Shape.of(positions.size(), features);
        return Tensor.ofDoubles(shape, inOrder ? Arrays.copyOf(values, positions.size() * features) : sorted());
    }

    /** Returns the steps in the order of the sequence, each by how many were added before it. */
    public int[] order() {
        // sorting objects is stable
        return IntStream.range(0, positions.size())
                .boxed()
                .sorted(Comparator.comparing(positions::get, order))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private double[] sorted() {
        var sorted = new double[positions.size() * features];
        var steps = order();
        for (var t = 0; t < steps.length; t++) {
            System.arraycopy(values, steps[t] * features, sorted, t * features, features);
        }
        return sorted;
    }
}

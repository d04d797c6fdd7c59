package org.seqnet.engine.linear;

import java.util.ArrayDeque;
import java.util.function.ToDoubleBiFunction;

/**
 * Minimizes a smooth convex function by the limited-memory BFGS method, which knows the curvature from the last ten
 * steps, with steps that are halved until they pay.
 *
 * <p>Source: Liu and Nocedal, 1989; Nocedal and Wright, "Numerical Optimization", 2006, algorithm 7.4.
 */
final class QuasiNewton {
    private static final int REMEMBERED = 10;
    private static final int MOST_STEPS = 200;
    private static final int MOST_HALVINGS = 30;
    /** What a step must gain of what the slope promises. */
    private static final double GAIN = 1e-4;
    /** The greatest slope in any direction at the end. */
    private static final double TOLERANCE = 1e-4;

    /** A step and how the gradient changed with it. */
    private record Change(double[] step, double[] gradient, double product) {}

    /** Returns the value at a place and writes the gradient there. */
    private final ToDoubleBiFunction<double[], double[]> function;

    private final ArrayDeque<Change> changes = new ArrayDeque<>();

    QuasiNewton(ToDoubleBiFunction<double[], double[]> function) {
        this.function = function;
    }

    /** Moves to the minimum. */
    void minimize(double[] place) {
        var gradient = new double[place.length];
        double value = function.applyAsDouble(place, gradient);
        for (int step = 0; step < MOST_STEPS && largest(gradient) > TOLERANCE; step++) {
            double[] direction = direction(gradient);
            double slope = product(direction, gradient);
            double length = changes.isEmpty() ? 1 / Math.max(1, Math.sqrt(product(gradient, gradient))) : 1;
            var next = new double[place.length];
            var nextGradient = new double[place.length];
            double nextValue = Double.NaN;
            int halvings = 0;
            for (; halvings < MOST_HALVINGS; halvings++, length /= 2) {
                for (int i = 0; i < place.length; i++) {
                    next[i] = place[i] + length * direction[i];
                }
                nextValue = function.applyAsDouble(next, nextGradient);
                if (nextValue <= value + GAIN * length * slope) {
                    break;
                }
            }
            if (halvings == MOST_HALVINGS) {
                return; // at the end of what rounding lets be told
            }
            remember(place, next, gradient, nextGradient);
            System.arraycopy(next, 0, place, 0, place.length);
            gradient = nextGradient;
            value = nextValue;
        }
    }

    private void remember(double[] place, double[] next, double[] gradient, double[] nextGradient) {
        var step = new double[place.length];
        var change = new double[place.length];
        for (int i = 0; i < place.length; i++) {
            step[i] = next[i] - place[i];
            change[i] = nextGradient[i] - gradient[i];
        }
        double product = product(step, change);
        if (product > 0) {
            if (changes.size() == REMEMBERED) {
                changes.removeFirst();
            }
            changes.addLast(new Change(step, change, product));
        }
    }

    private double[] direction(double[] gradient) {
        var direction = new double[gradient.length];
        for (int i = 0; i < direction.length; i++) {
            direction[i] = -gradient[i];
        }
        var factors = new double[changes.size()];
        int at = factors.length;
        for (var newest = changes.descendingIterator(); newest.hasNext(); ) {
            var change = newest.next();
            factors[--at] = product(change.step(), direction) / change.product();
            add(direction, change.gradient(), -factors[at]);
        }
        if (!changes.isEmpty()) {
            var last = changes.getLast();
            double scale = last.product() / product(last.gradient(), last.gradient());
            for (int i = 0; i < direction.length; i++) {
                direction[i] *= scale;
            }
        }
        for (var change : changes) {
            double factor = product(change.gradient(), direction) / change.product();
            add(direction, change.step(), factors[at++] - factor);
        }
        return direction;
    }

    private static void add(double[] sums, double[] values, double factor) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += factor * values[i];
        }
    }

    private static double product(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}

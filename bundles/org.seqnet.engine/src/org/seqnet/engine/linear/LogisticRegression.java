package org.seqnet.engine.linear;

import java.util.stream.IntStream;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.kernel.product.Workers;

/**
 * Logistic regression of several classes: the least mean cross-entropy plus half the penalty times the sum of the
 * squared weights. The penalty is the one of 1, 0.1, ... 0.000001 whose fit to some of the rows costs least on the
 * others; then all rows are fitted. Each fit starts where the one before ended.
 */
public final class LogisticRegression implements AutoCloseable {
    private static final int PENALTIES = 7;
    /** What is taken without rows to choose by. */
    private static final double USUAL_PENALTY = 0.01;
    /** So many weaker penalties in a row that are no better end the search. */
    private static final int PATIENCE = 2;

    private final float[][] features;
    private final int[] classes;
    private final int count;
    private final Runnable cancellation;
    private final MatrixProducts products = MatrixProducts.fastest();
    private final Workers workers;

    /**
     * Makes ready to fit.
     *
     * @param features a row of finite features for each sequence
     * @param classes the class of each row
     * @param count the number of classes, K
     * @param threads how many threads compute; the result does not depend on it
     * @param cancellation is run from time to time, and throws to end the work
     */
    public LogisticRegression(float[][] features, int[] classes, int count, int threads, Runnable cancellation) {
        this.features = features;
        this.classes = classes;
        this.count = count;
        this.cancellation = cancellation;
        this.workers = new Workers(threads, products);
    }

    /** Fits all rows; the penalty is chosen by {@code heldOut} rows, of which there may be none. */
    public LinearFit fit(int[] heldOut) {
        double penalty = USUAL_PENALTY;
        var best = new double[(features[0].length + 1) * count];
        if (heldOut.length > 0) {
            var isHeldOut = new boolean[features.length];
            IntStream.of(heldOut).forEach(row -> isHeldOut[row] = true);
            int[] others = IntStream.range(0, features.length)
                    .filter(row -> !isHeldOut[row])
                    .toArray();
            try (var training = loss(others);
                    var validation = loss(heldOut)) {
                var parameters = best.clone();
                double least = Double.POSITIVE_INFINITY;
                int worse = 0;
                for (int i = 0; i < PENALTIES && worse < PATIENCE; i++) {
                    double tried = Math.pow(10, -i);
                    minimize(training, parameters, tried);
                    double found = validation.of(parameters);
                    worse = found < least ? 0 : worse + 1;
                    if (found < least) {
                        least = found;
                        penalty = tried;
                        best = parameters.clone();
                    }
                }
            }
        }
        try (var all = loss(IntStream.range(0, features.length).toArray())) {
            minimize(all, best, penalty);
        }
        return fit(best, penalty);
    }

    private LogisticLoss loss(int[] rows) {
        return new LogisticLoss(features, classes, count, rows, workers, products);
    }

    private void minimize(LogisticLoss loss, double[] parameters, double penalty) {
        new QuasiNewton((place, gradient) -> {
                    cancellation.run();
                    double value = loss.of(place, gradient);
                    double squares = 0;
                    for (int i = 0; i < loss.weights(); i++) {
                        squares += place[i] * place[i];
                        gradient[i] += penalty * place[i];
                    }
                    return value + penalty / 2 * squares;
                })
                .minimize(parameters);
    }

    private LinearFit fit(double[] parameters, double penalty) {
        int width = features[0].length;
        var weights = new double[count][width];
        var biases = new double[count];
        for (int k = 0; k < count; k++) {
            for (int f = 0; f < width; f++) {
                weights[k][f] = parameters[f * count + k];
            }
            biases[k] = parameters[width * count + k];
        }
        return LinearFit.of(weights, biases, 1, penalty);
    }

    /** Ends its threads. */
    @Override
    public void close() {
        workers.close();
    }
}

package org.seqnet.engine.linear;

/**
 * Fits the linear layer of softmax to rows, wherever they are: the least mean cross-entropy plus half the penalty times
 * the sum of the squared weights. Each fit starts where the one before ended.
 */
public final class SoftmaxFit {
    private static final int PENALTIES = 7;
    /** What is taken without rows to choose by. */
    private static final double USUAL_PENALTY = 0.01;
    /** So many weaker penalties in a row that are no better end the search. */
    private static final int PATIENCE = 2;

    private final int width;
    private final int count;
    private final Runnable cancellation;
    private double penalty = USUAL_PENALTY;
    private double[] best;

    /**
     * @param width the number of features
     * @param count the number of classes
     * @param cancellation is run from time to time, and throws to end the work
     */
    public SoftmaxFit(int width, int count, Runnable cancellation) {
        this.width = width;
        this.count = count;
        this.cancellation = cancellation;
        this.best = new double[(width + 1) * count];
    }

    /** Chooses the penalty, of 1, 0.1, ... 0.000001, whose fit to some rows costs least on those held out. */
    public void choosePenalty(CrossEntropy training, CrossEntropy heldOut) {
        var parameters = best.clone();
        double least = Double.POSITIVE_INFINITY;
        int worse = 0;
        for (int i = 0; i < PENALTIES && worse < PATIENCE; i++) {
            double tried = Math.pow(10, -i);
            minimize(training, parameters, tried);
            double found = heldOut.of(parameters);
            worse = found < least ? 0 : worse + 1;
            if (found < least) {
                least = found;
                penalty = tried;
                best = parameters.clone();
            }
        }
    }

    /** Fits all rows by the penalty that was chosen. */
    public LinearFit fit(CrossEntropy all) {
        minimize(all, best, penalty);
        var weights = new double[count][width];
        var biases = new double[count];
        for (int k = 0; k < count; k++) {
            for (int f = 0; f < width; f++) {
                weights[k][f] = best[f * count + k];
            }
            biases[k] = best[width * count + k];
        }
        return LinearFit.of(weights, biases, 1, penalty);
    }

    private void minimize(CrossEntropy loss, double[] parameters, double weight) {
        new QuasiNewton((place, gradient) -> {
                    cancellation.run();
                    double value = loss.of(place, gradient);
                    double squares = 0;
                    for (int i = 0; i < width * count; i++) {
                        squares += place[i] * place[i];
                        gradient[i] += weight * place[i];
                    }
                    return value + weight / 2 * squares;
                })
                .minimize(parameters);
    }
}

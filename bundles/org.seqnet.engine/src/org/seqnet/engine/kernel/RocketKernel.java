package org.seqnet.engine.kernel;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.kernel.product.Workers;
import org.seqnet.engine.kernel.rocket.LinearScores;
import org.seqnet.engine.kernel.rocket.RocketFeatures;
import org.seqnet.engine.kernel.rocket.Standardization;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.Rocket;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.sequence.SequenceShape;

/** Predicts by a {@link Rocket} and a linear layer; nothing of it learns from gradients. */
final class RocketKernel implements NetworkKernel {
    /** How many sequences a thread computes between two looks at whether the work is canceled. */
    private static final int SEQUENCES_PER_THREAD = 64;
    /** How many sequences share what is made ready for them. */
    private static final int SEQUENCES_PER_TASK = 8;

    private final Rocket rocket;
    private final int inputs;
    private final int outputs;
    private final boolean areClasses;
    private final Workers workers;
    private float[] biases;
    private Standardization standardization;
    private LinearScores scores;

    private RocketKernel(Rocket rocket, Head head, boolean areClasses, SequenceShape input, int threads) {
        this.rocket = rocket;
        this.inputs = input.features();
        this.outputs = head.outputs();
        this.areClasses = areClasses;
        this.workers = new Workers(threads, MatrixProducts.fastest());
    }

    /**
     * Makes ready a network.
     *
     * @throws SeqNetException if it is to predict anything but classes or values
     */
    static RocketKernel of(Rocket rocket, Head head, SequenceShape input, int threads) {
        boolean areClasses = head.fold(
                classes -> true, independent -> refused(), path -> refused(), values -> false, steps -> refused());
        return new RocketKernel(rocket, head, areClasses, input, threads);
    }

    private static boolean refused() {
        throw new SeqNetException("MiniRocket predicts one class per sequence, not several labels.");
    }

    @Override
    public int parameterCount() {
        int features = rocket.features();
        return Math.toIntExact(3L * features + (features + 1L) * outputs);
    }

    @Override
    public void load(float[] parameters) {
        requireAll(parameters);
        int features = rocket.features();
        biases = Arrays.copyOf(parameters, features);
        standardization = new Standardization(
                Arrays.copyOfRange(parameters, features, 2 * features),
                Arrays.copyOfRange(parameters, 2 * features, 3 * features));
        int weights = (3 + outputs) * features;
        scores = new LinearScores(
                Arrays.copyOfRange(parameters, 3 * features, weights),
                Arrays.copyOfRange(parameters, weights, weights + outputs));
    }

    @Override
    public void predict(SequenceSource source, int[] timeSteps, int count, float[] target, int offset) {
        int longest = IntStream.of(timeSteps).limit(count).max().orElse(0);
        int tasks = (count + SEQUENCES_PER_TASK - 1) / SEQUENCES_PER_TASK;
        workers.run(tasks, task -> {
            var transform = new RocketFeatures(rocket, inputs);
            var values = new float[Math.multiplyExact(longest, inputs)];
            var features = new float[rocket.features()];
            int end = Math.min(count, (task + 1) * SEQUENCES_PER_TASK);
            for (int n = task * SEQUENCES_PER_TASK; n < end; n++) {
                source.copyTo(n, values, 0);
                int row = offset + n * outputs;
                if (transform.of(values, timeSteps[n], biases, features)) {
                    standardization.apply(features);
                    answer(features, target, row);
                } else {
                    Arrays.fill(target, row, row + outputs, Float.NaN);
                }
            }
        });
    }

    private void answer(float[] features, float[] target, int offset) {
        if (areClasses) {
            scores.probabilities(features, target, offset);
        } else {
            scores.values(features, target, offset);
        }
    }

    @Override
    public int batchSize(int asked) {
        return SEQUENCES_PER_THREAD * workers.threads();
    }

    @Override
    public Outcome differentiate(float[] parameters, MiniBatch batch, SeedStream dropout, float[] gradients) {
        throw new UnsupportedOperationException("Rocket is fitted at once; it has no gradients.");
    }

    @Override
    public void close() {
        workers.close();
    }
}

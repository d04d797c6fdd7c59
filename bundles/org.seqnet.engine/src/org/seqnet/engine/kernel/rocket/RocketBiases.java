package org.seqnet.engine.kernel.rocket;

import java.util.Arrays;
import org.seqnet.engine.kernel.product.Workers;
import org.seqnet.engine.network.Rocket;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.sequence.Sequences;

/**
 * Draws the biases of features: quantiles of the outputs of each kernel at each dilation for one training sequence,
 * which the seed decides on. The quantiles are multiples of the golden ratio without their whole part, which are spread
 * more evenly than random ones.
 */
public final class RocketBiases {
    private static final double GOLDEN_RATIO = (Math.sqrt(5) + 1) / 2;

    private RocketBiases() {}

    /** Returns the bias of each feature. */
    static float[] of(Rocket rocket, Sequences training, Workers workers) {
        return of(rocket, training, examples(rocket, training.size()), workers);
    }

    /**
     * Returns the biases that follow from some training sequences.
     *
     * @param examples which of them each kernel at each dilation takes, dilation by dilation; negative where another
     *     process has it, and then its biases are 0
     */
    public static float[] of(Rocket rocket, Sequences training, int[] examples, Workers workers) {
        var dilations = rocket.dilations();
        var biases = new float[rocket.features()];
        workers.run(dilations.size(), d -> {
            int each = dilations.get(d).biases();
            int feature = dilations.subList(0, d).stream()
                    .mapToInt(before -> before.biases() * Rocket.KERNELS)
                    .sum();
            var convolution = new Convolution(rocket, training.shape().features());
            var values = new float[Math.toIntExact(training.longestValues())];
            for (int kernel = 0; kernel < Rocket.KERNELS; kernel++, feature += each) {
                int example = examples[d * Rocket.KERNELS + kernel];
                if (example < 0) {
                    continue;
                }
                training.copyTo(example, values, 0);
                convolution.read(values, 0, training.timeSteps(example));
                convolution.dilate(d);
                float[] sorted = Arrays.copyOf(convolution.apply(kernel), training.timeSteps(example));
                Arrays.sort(sorted);
                for (int i = feature; i < feature + each; i++) {
                    biases[i] = quantile(sorted, (i + 1) * GOLDEN_RATIO % 1);
                }
            }
        });
        return biases;
    }

    /** Draws which of all training sequences each kernel at each dilation takes, dilation by dilation. */
    public static int[] examples(Rocket rocket, int sequences) {
        var stream = new SeedStream(rocket.seed(), Purpose.ROCKET_EXAMPLES);
        var examples = new int[rocket.dilations().size() * Rocket.KERNELS];
        Arrays.setAll(examples, i -> stream.nextInt(sequences));
        return examples;
    }

    /** Returns a quantile of sorted values, in a straight line from one to the next. */
    static float quantile(float[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return (float) (sorted[below] + (place - below) * ((double) sorted[above] - sorted[below]));
    }
}

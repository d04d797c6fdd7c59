package org.seqnet.engine.kernel.convolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.network.ImageShape;

class BatchNormalizationTest {
    private static final int CHANNELS = 3;
    private static final ImageShape SHAPE = new ImageShape(28, 28, CHANNELS);

    private final BatchNormalization normalization = new BatchNormalization(SHAPE);
    private final float[] gradients = new float[4 * CHANNELS];

    /** Gammas, betas, moving means and moving variances. */
    private static final float[] PARAMETERS = {2, 3, 4, 0.1f, 0.2f, 0.3f, 5, 6, 7, 8, 9, 10};

    @Test
    void mean_and_variance_keep_their_digits_far_from_zero() {
        var random = new Random(1);
        var values = values(20, k -> 500 + (float) random.nextGaussian() / 10);

        measured(values);
        normalization.gradient(FloatBuffer.wrap(gradients));

        for (int c = 0; c < CHANNELS; c++) {
            int channel = c;
            double[] z = values.stream()
                    .flatMapToDouble(image ->
                            IntStream.range(0, 28 * 28).mapToDouble(place -> image[place * CHANNELS + channel]))
                    .toArray();
            double mean = Arrays.stream(z).average().orElseThrow();
            double variance = Arrays.stream(z)
                    .map(value -> (value - mean) * (value - mean))
                    .average()
                    .orElseThrow();
            assertThat((double) gradients[2 * CHANNELS + c])
                    .isCloseTo(0.1 * (PARAMETERS[2 * CHANNELS + c] - mean), within(1e-5));
            // The variance itself, about 0.01, to six digits.
            assertThat((double) gradients[3 * CHANNELS + c])
                    .isCloseTo(0.1 * (PARAMETERS[3 * CHANNELS + c] - variance), within(1e-7));
        }
    }

    @Test
    void a_channel_of_one_value_becomes_beta_and_sends_nothing_back() {
        var images = measured(values(3, k -> 0.7f));
        var y = new float[SHAPE.values()];
        var dy = new float[SHAPE.values()];
        Arrays.fill(dy, 1);

        images.get(1).normalize(y);
        images.forEach(image -> image.gather(dy));
        normalization.joinGathered(images);
        images.get(1).backward(dy);
        normalization.gradient(FloatBuffer.wrap(gradients));

        for (int i = 0; i < y.length; i++) {
            assertThat(y[i]).isCloseTo(PARAMETERS[CHANNELS + i % CHANNELS], within(1e-4f));
            assertThat(dy[i]).isCloseTo(0, within(1e-4f));
        }
        assertThat(Arrays.copyOfRange(gradients, 3 * CHANNELS, 4 * CHANNELS))
                .containsExactly(new float[] {0.8f, 0.9f, 1}, within(1e-6f));
    }

    private List<BatchNormalization.Image> measured(List<float[]> values) {
        normalization.pack(FloatBuffer.wrap(PARAMETERS));
        var images = values.stream()
                .map(z -> {
                    var image = normalization.new Image();
                    image.measure(z);
                    return image;
                })
                .toList();
        normalization.joinMeasured(images);
        return images;
    }

    private interface Values {
        float of(int place);
    }

    private static List<float[]> values(int count, Values values) {
        return Stream.generate(() -> {
                    var z = new float[SHAPE.values()];
                    for (int k = 0; k < z.length; k++) {
                        z[k] = values.of(k);
                    }
                    return z;
                })
                .limit(count)
                .toList();
    }
}

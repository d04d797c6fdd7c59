package org.seqnet.engine.kernel.rocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.kernel.product.Workers;
import org.seqnet.engine.network.LinearClassifier;
import org.seqnet.engine.network.Rocket;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

class RocketBiasesTest {

    @BeforeAll
    static void start() {
        Backend.start();
    }

    @Test
    void quantiles_lie_in_a_straight_line_between_two_values() {
        var sorted = new float[] {1, 2, 4, 8};

        assertThat(RocketBiases.quantile(sorted, 0)).isEqualTo(1);
        assertThat(RocketBiases.quantile(sorted, 0.5)).isEqualTo(3);
        assertThat(RocketBiases.quantile(sorted, 0.75)).isEqualTo(5);
        assertThat(RocketBiases.quantile(sorted, 1)).isEqualTo(8);
        assertThat(RocketBiases.quantile(new float[] {7}, 0.3)).isEqualTo(7);
    }

    /**
     * By hand: of the steps 1, 0, 0 the outputs are the weights at the places 4, 3 and 2, since the 1 lies 0, 1 and 2
     * steps before. The kernel with 2 at 6, 7, 8 gives -1, -1, -1, that with 2 at 0, 1, 4 gives 2, -1, -1, whose
     * quantile q is -1 up to one half and -1 + 3 (2 q - 1) above, and that with 2 at 2, 3, 4 gives 2, 2, 2.
     */
    @Test
    void the_biases_of_a_tiny_sequence_are_those_of_a_calculation_by_hand() {
        var rocket = new Rocket(84, 3, 1, LinearClassifier.RIDGE);
        float[] biases = biases(rocket, sequences(new float[] {1, 0, 0}));

        assertThat(biases[kernel(6, 7, 8)]).isEqualTo(-1);
        assertThat(biases[kernel(2, 3, 4)]).isEqualTo(2);
        // the third kernel: 3 x 1.618034 = 4.854102
        assertThat(kernel(0, 1, 4)).isEqualTo(2);
        assertThat(biases[2]).isEqualTo((float) (-1 + 3 * (2 * 0.854102 - 1)), within(1e-5f));
        // the eighth kernel, 2 at 0, 2, 3, gives -1, 2, 2: 8 x 1.618034 = 12.944272, above one half
        assertThat(kernel(0, 2, 3)).isEqualTo(7);
        assertThat(biases[7]).isEqualTo(2);
    }

    @Test
    void biases_are_low_discrepancy_quantiles_of_the_outputs_for_a_sequence() {
        var rocket = new Rocket(84 * 3, 12, 1, LinearClassifier.RIDGE);
        var values = new float[] {3, -1, 4, 1, -5, 9, 2, -6, 5, 3, -5, 8};
        float[] biases = biases(rocket, sequences(values));

        var sequence = new float[values.length][1];
        Arrays.setAll(sequence, t -> new float[] {values[t]});
        var plain = new PlainRocket(rocket, 1);
        for (int feature = 0; feature < biases.length; feature++) {
            double[] outputs = plain.outputs(sequence, 0, feature / 3);
            Arrays.sort(outputs);
            double place = (feature + 1) * ((Math.sqrt(5) + 1) / 2) % 1 * 11;
            int below = (int) Math.floor(place);
            double expected = outputs[below] + (place - below) * (outputs[below + 1] - outputs[below]);
            assertThat(biases[feature]).isEqualTo((float) expected, within(1e-4f));
        }
    }

    @Test
    void the_seed_decides_on_the_sequences_and_threads_on_nothing() {
        var training =
                sequences(new float[] {1, 5, 2, 7, 3}, new float[] {-2, 8, 1, 1, 1}, new float[] {0, 1, 0, 2, 0});
        var rocket = new Rocket(84 * 3, 5, 1, LinearClassifier.RIDGE);
        var other = new Rocket(84 * 3, 5, 2, LinearClassifier.RIDGE);

        float[] biases = biases(rocket, training);

        assertThat(biases(other, training)).isNotEqualTo(biases);
        try (var workers = new Workers(3, MatrixProducts.fastest())) {
            assertThat(RocketBiases.of(rocket, training, workers)).isEqualTo(biases);
        }
    }

    private static int kernel(int... places) {
        int number = 0;
        while (!Arrays.equals(Rocket.places(number), places)) {
            number++;
        }
        return number;
    }

    private static float[] biases(Rocket rocket, Sequences training) {
        try (var workers = new Workers(1, MatrixProducts.fastest())) {
            return RocketBiases.of(rocket, training, workers);
        }
    }

    private static Sequences sequences(float[]... all) {
        var packer = Sequences.packer(SequenceShape.ofAnyLength(1), InputForm.SEQUENCES, "");
        for (var values : all) {
            packer.add(Tensor.ofFloats(Shape.of(values.length, 1), values));
        }
        return packer.build();
    }
}

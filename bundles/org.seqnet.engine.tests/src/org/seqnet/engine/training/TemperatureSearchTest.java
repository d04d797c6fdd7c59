package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

class TemperatureSearchTest {
    @Test
    void of_two_classes_right_in_three_of_four_sequences_the_probability_becomes_three_quarters() {
        // by hand: the logits differ by ln 9, and must differ by ln 3, so the temperature is 2
        var probabilities = new float[] {0.9f, 0.1f, 0.9f, 0.1f, 0.9f, 0.1f, 0.9f, 0.1f};
        var best = best(2, probabilities, 0, 0, 0, 1);

        assertThat(best.temperature()).isEqualTo(2, within(1e-5f));
        assertThat(best.calibrated(probabilities)[0]).isEqualTo(0.75f, within(1e-6f));
        assertThat(best.calibrated(probabilities)[1]).isEqualTo(0.25f, within(1e-6f));
    }

    @Test
    void no_temperature_on_a_fine_grid_has_less_cross_entropy() {
        var random = new Random(3);
        for (int round = 0; round < 20; round++) {
            int k = 2 + random.nextInt(4);
            int n = 60;
            var probabilities = new float[n * k];
            var labels = new int[n];
            for (int i = 0; i < n; i++) {
                var logits = random.doubles(k, -3, 3).toArray();
                double sum = 0;
                for (double logit : logits) {
                    sum += Math.exp(logit);
                }
                for (int j = 0; j < k; j++) {
                    probabilities[i * k + j] = (float) (Math.exp(logits[j]) / sum);
                }
                labels[i] = random.nextInt(3) == 0
                        ? random.nextInt(k)
                        : new Classes(k).likeliest(probabilities, i).getAsInt();
            }
            double least = crossEntropy(best(k, probabilities, labels), probabilities, labels);
            for (float temperature = 0.05f; temperature < 20; temperature *= 1.01f) {
                assertThat(crossEntropy(new Classes(k, temperature), probabilities, labels))
                        .isGreaterThan(least - 1e-6);
            }
        }
    }

    @Test
    void sequences_that_are_all_right_decide_nothing() {
        assertThat(best(2, new float[] {0.6f, 0.4f, 0.3f, 0.7f}, 0, 1).temperature())
                .isEqualTo(1);
    }

    @Test
    void what_the_network_says_nothing_of_does_not_count() {
        var probabilities = new float[] {0.9f, 0.1f, 0.9f, 0.1f, 0.9f, 0.1f, 0.9f, 0.1f, Float.NaN, Float.NaN};
        var best = best(2, probabilities, 0, 0, 0, 1, 1);
        assertThat(best.temperature()).isEqualTo(2, within(1e-5f));
        assertThat(best.calibrated(probabilities)[9]).isNaN();
    }

    @Test
    void without_a_temperature_probabilities_stay_as_they_are() {
        var probabilities = new float[] {0.1f, 0.9f};
        assertThat(new Classes(2).calibrated(probabilities)).containsExactly(probabilities);
    }

    @Test
    void a_temperature_is_a_positive_number() {
        assertThatThrownBy(() -> new Classes(2, 0))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Temperature: 0.0 is not a positive number.");
        assertThatThrownBy(() -> new Classes(2, Float.NaN))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Temperature: NaN is not a positive number.");
    }

    private static double crossEntropy(Classes classes, float[] probabilities, int[] labels) {
        var calibrated = classes.calibrated(probabilities);
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            sum -= Math.log(calibrated[i * classes.count() + labels[i]]);
        }
        return sum / labels.length;
    }

    private static Classes best(int k, float[] probabilities, int... labels) {
        var packer = Sequences.packer(new SequenceShape(1, 1), InputForm.SEQUENCES, "");
        for (int i = 0; i < labels.length; i++) {
            packer.add(Tensor.ofFloats(Shape.of(1, 1), at -> 0));
        }
        var data = new LabelledSequences(packer.build(), labels, Toys.labels(k));
        return new TemperatureSearch(new ClassPredictions(new Classes(k), probabilities, data)).best();
    }
}

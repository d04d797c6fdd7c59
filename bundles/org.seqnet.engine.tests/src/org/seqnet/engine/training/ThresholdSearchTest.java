package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.SequenceShape;

class ThresholdSearchTest {
    private static final float NAN = Float.NaN;

    @Test
    void the_best_threshold_lies_halfway_between_two_probabilities() {
        // F1 of 4, 3, 2 and 1 predicted: 4/6, 4/5, 2/4 and 2/3
        assertThat(one("0101", 0.25f, 0.375f, 0.625f, 0.875f)).isEqualTo(0.3125f);
    }

    @Test
    void the_usual_threshold_stays_where_it_is_as_good() {
        assertThat(one("0011", 0.1f, 0.4f, 0.6f, 0.9f)).isEqualTo(0.5f);
        assertThat(one("01", 0.1f, 0.5f)).isEqualTo(0.5f);
        assertThat(one("11", 0.6f, 0.9f)).isEqualTo(0.5f);
    }

    @Test
    void just_above_a_probability_of_the_usual_threshold_is_another() {
        assertThat(one("01", 0.5f, 0.75f)).isEqualTo(0.625f);
    }

    @Test
    void of_thresholds_as_good_the_one_nearest_to_the_usual_is_taken() {
        // F1 of 4 and of 1 predicted is 2/3 each, that of 3 and 2 is 2/5 and 1/2: 0.125 and 0.8125 are as good
        assertThat(one("1001", 0.25f, 0.5f, 0.75f, 0.875f)).isEqualTo(0.8125f);
        // 0.1875 and 0.9375
        assertThat(one("1001", 0.375f, 0.5f, 0.9f, 0.975f)).isEqualTo(0.1875f);
    }

    @Test
    void equal_probabilities_are_predicted_together() {
        // F1 of 1, of 4 and of all 5: 2/4, 6/7 and 6/8
        assertThat(one("01011", 0.2f, 0.4f, 0.4f, 0.4f, 0.6f)).isCloseTo(0.3f, within(1e-6f));
        assertThat(one("0110", 0.25f, 0.25f, 0.25f, 0.25f)).isEqualTo(0.125f);
    }

    @Test
    void a_label_that_all_sequences_have_is_predicted_for_all() {
        assertThat(one("111", 0.25f, 0.75f, 0.5f)).isEqualTo(0.125f);
        assertThat(one("111", 0, 0.75f, 0.5f)).isEqualTo(0f);
        assertThat(one("11", Float.MIN_VALUE, 1)).isEqualTo(Float.MIN_VALUE);
    }

    @Test
    void a_label_that_no_sequence_has_keeps_the_usual_threshold() {
        assertThat(one("000", 0.25f, 0.75f, 0.5f)).isEqualTo(0.5f);
        assertThat(one("00", 0.9f, 0.9f)).isEqualTo(0.5f);
    }

    @Test
    void rows_that_are_not_finite_count_for_no_label() {
        var data = labelled(List.of(new int[] {0}, new int[] {1}, new int[] {0, 1}, new int[0]), 2);
        float[] probabilities = {0.9f, NAN, 0.2f, 0.375f, 0.2f, Float.POSITIVE_INFINITY, 0.1f, 0.125f};

        // label 0 has no sequence left, label 1 has 0.375 above 0.125
        assertThat(search(probabilities, data)).containsExactly(0.5f, 0.25f);
        assertThat(search(new float[] {NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN}, data))
                .containsExactly(0.5f, 0.5f);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 60, 1000})
    void any_threshold_is_the_best_of_all_that_there_are(int size) {
        var random = new Random(size);
        for (int run = 0; run < (size > 100 ? 3 : 200); run++) {
            int labels = 1 + random.nextInt(3);
            int steps = random.nextBoolean() ? 8 : 1 << 24;
            var probabilities = new float[size * labels];
            for (int i = 0; i < probabilities.length; i++) {
                probabilities[i] = random.nextInt(20) == 0 ? NAN : random.nextInt(steps + 1) / (float) steps;
            }
            double share = random.nextDouble();
            var sets = IntStream.range(0, size)
                    .mapToObj(n -> IntStream.range(0, labels)
                            .filter(label -> random.nextDouble() < share)
                            .toArray())
                    .toList();
            var data = labelled(sets, labels);

            var found = search(probabilities, data);

            for (int label = 0; label < labels; label++) {
                assertBest(found.get(label), label, probabilities, data.labels(), labels);
            }
        }
    }

    /** Tries the middle between any two neighbors, and the usual threshold. */
    private static void assertBest(float found, int label, float[] probabilities, LabelSets actual, int labels) {
        var values = new ArrayList<Float>();
        var has = new ArrayList<Boolean>();
        for (int n = 0; n < actual.size(); n++) {
            int row = n * labels;
            if (IntStream.range(row, row + labels).allMatch(i -> Float.isFinite(probabilities[i]))) {
                values.add(probabilities[row + label]);
                has.add(actual.has(n, label));
            }
        }
        if (!has.contains(true)) {
            assertThat(found).isEqualTo(0.5f);
            return;
        }
        var candidates = new TreeSet<>(List.of(0.5f));
        float below = 0;
        for (float value : new TreeSet<>(values)) {
            candidates.add(value == 0 ? 0 : below + (value - below) / 2);
            below = value;
        }
        double best =
                candidates.stream().mapToDouble(t -> f1(t, values, has)).max().orElseThrow();
        assertThat(f1(found, values, has)).isEqualTo(best);
        double nearest = candidates.stream()
                .filter(t -> f1(t, values, has) == best)
                .mapToDouble(t -> Math.abs(t - 0.5))
                .min()
                .orElseThrow();
        assertThat(Math.abs(found - 0.5)).isEqualTo(nearest);
    }

    private static double f1(float threshold, List<Float> values, List<Boolean> has) {
        int truePositives = 0;
        int falsePositives = 0;
        int falseNegatives = 0;
        for (int i = 0; i < values.size(); i++) {
            boolean predicted = values.get(i) >= threshold;
            truePositives += predicted && has.get(i) ? 1 : 0;
            falsePositives += predicted && !has.get(i) ? 1 : 0;
            falseNegatives += !predicted && has.get(i) ? 1 : 0;
        }
        return 2.0 * truePositives / (2 * truePositives + falsePositives + falseNegatives);
    }

    /** Returns the threshold of one label; a 1 stands for a sequence that has it. */
    private static float one(String has, float... probabilities) {
        var sets =
                has.chars().mapToObj(c -> c == '1' ? new int[] {0} : new int[0]).toList();
        return search(probabilities, labelled(sets, 1)).get(0);
    }

    private static List<Float> search(float[] probabilities, LabelledSequences data) {
        var predictions = new IndependentPredictions(IndependentLabels.of(data.domain()), probabilities, data);
        return new ThresholdSearch(predictions).best().thresholds();
    }

    private static LabelledSequences labelled(List<int[]> sets, int labels) {
        var sequences = ToySequences.learnable(sets.size(), new SequenceShape(1, 1), 2, 1)
                .sequences();
        return new LabelledSequences(sequences, LabelSets.of(sets), Toys.labels(labels));
    }
}

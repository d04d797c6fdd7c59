package org.seqnet.engine.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.seqnet.engine.explanation.LinearNetwork.probability;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.explanation.Method.IntegratedGradients;
import org.seqnet.engine.explanation.Method.Occlusion;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.sequence.FeatureScale;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.Preprocessing;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.trained.TrainedNetwork;

class ExplainerTest {
    private static final Method FINE = new IntegratedGradients(400);

    private static Explanation explain(TrainedNetwork network, Sequences raw, Method method, Baseline baseline) {
        return explain(network, raw, method, baseline, 0);
    }

    private static Explanation explain(
            TrainedNetwork network, Sequences raw, Method method, Baseline baseline, int label) {
        try (var explainer = Explainer.of(network, raw, method, baseline, 2)) {
            return explainer.explain(0, label, () -> false).orElseThrow();
        }
    }

    @Test
    void the_size_of_the_job_counts_every_patch() {
        var network = LinearNetwork.ofClasses();
        var raw = LinearNetwork.sequence(2, 0.4f, -0.2f, -1f, 0.3f);
        int patches = Patch.of(new Occlusion(0.5, true), 2, 2, 0).size();

        var job = Explainer.job(network, raw, new Occlusion(0.5, true), 2);

        assertThat(patches).isEqualTo(4);
        assertThat(job.batchSize()).isEqualTo(4);
        assertThat(job.operations()).isEqualTo(7.0 * network.architecture().operations(new SequenceShape(2, 2)));
    }

    @Test
    void no_sequences_of_images_are_nothing_to_answer() {
        var network = Toys.convolutionalNetwork();
        var form = network.architecture().encoder().inputForm();
        var none = Sequences.packer(network.inputShape(), form, "").build();

        try (var explainer = Explainer.of(network, none, new Occlusion(0.5, true), Baseline.SCALED_ZERO, 2);
                var classifier = Classifier.of(network)) {
            assertThat(explainer.probabilities(() -> false)).isEmpty();
            assertThat(classifier.probabilities(none, 0, 0, () -> false)).isEmpty();
        }
    }

    /*
     * Two steps: z = x2 - 2 y2 + 3 + 0.5 (x1 - 2 y1 + 3). Of the difference of the probabilities, each value gets the
     * share that it has in the difference of the logits.
     */
    @Test
    void a_linear_logit_is_shared_out_by_weight_times_distance() {
        var network = LinearNetwork.ofClasses();
        var raw = LinearNetwork.sequence(2, 0.4f, -0.2f, -1f, 0.3f);

        var explanation = explain(network, raw, FINE, Baseline.SCALED_ZERO);

        double[] parts = {0.5 * 0.4, 0.5 * 0.4, -1, -0.6};
        double baseline = 4.5;
        double z = baseline + Arrays.stream(parts).sum();
        assertThat(explanation.probability()).isCloseTo(probability(z), within(1e-6));
        assertThat(explanation.baselineProbability()).isCloseTo(probability(baseline), within(1e-6));
        double difference = probability(z) - probability(baseline);
        for (int i = 0; i < parts.length; i++) {
            assertThat(explanation.shares()[i])
                    .as("value %d", i)
                    .isCloseTo((float) (parts[i] / (z - baseline) * difference), within(1e-6f));
        }
        assertThat(explanation.completenessError()).isCloseTo(0, within(1e-6));
    }

    @Test
    void the_other_class_gets_the_opposite() {
        var network = LinearNetwork.ofClasses();
        var raw = LinearNetwork.sequence(2, 0.4f, -0.2f, -1f, 0.3f);

        var one = explain(network, raw, FINE, Baseline.SCALED_ZERO, 0).shares();
        var other = explain(network, raw, FINE, Baseline.SCALED_ZERO, 1).shares();

        for (int i = 0; i < one.length; i++) {
            assertThat(other[i]).isCloseTo(-one[i], within(1e-7f));
        }
    }

    @Test
    void each_of_several_labels_is_explained_by_itself() {
        var raw = LinearNetwork.sequence(2, 0.4f, -0.2f, -1f, 0.3f);

        var explanation = explain(LinearNetwork.ofLabels(), raw, FINE, Baseline.SCALED_ZERO, 0);
        var indifferent = explain(LinearNetwork.ofLabels(), raw, FINE, Baseline.SCALED_ZERO, 1);

        // That of classes: with the other logit at 0, softmax is the sigmoid.
        var classes = explain(LinearNetwork.ofClasses(), raw, FINE, Baseline.SCALED_ZERO, 0);
        assertThat(explanation.shares()).containsExactly(classes.shares(), within(1e-6f));
        assertThat(explanation.probability()).isCloseTo(classes.probability(), within(1e-6));
        assertThat(indifferent.probability()).isEqualTo(0.5);
        assertThat(indifferent.shares()).containsExactly(new float[4], within(0f));
    }

    @Test
    void a_baseline_before_scaling_and_one_of_means_are_where_they_should_be() {
        var standardizes = new Preprocessing(
                FeatureScale.STANDARDIZE,
                new double[] {10, 20},
                new double[] {0.5, 0.25},
                Filling.NONE,
                new double[0],
                false);
        var network = LinearNetwork.of(standardizes, 2, 1, -2);
        var raw = LinearNetwork.sequence(2, 11, 20, 9, 22);

        assertThat(explain(network, raw, FINE, Baseline.SCALED_ZERO).baselineProbability())
                .isCloseTo(probability(4.5), within(1e-6));
        // (0 - 10) / 2 = -5 and (0 - 20) / 4 = -5: each step gives -5 + 10 + 3.
        assertThat(explain(network, raw, FINE, Baseline.ZERO).baselineProbability())
                .isCloseTo(probability(1.5 * 8), within(1e-6));
        // The means 10 and 21 are 0 and 0.25: each step gives -0.5 + 3.
        assertThat(explain(network, raw, FINE, Baseline.MEAN).baselineProbability())
                .isCloseTo(probability(1.5 * 2.5), within(1e-6));
    }

    @Test
    void a_missing_value_has_the_share_of_its_filling_and_its_mask() {
        var masks = new Preprocessing(
                FeatureScale.STANDARDIZE,
                new double[] {4},
                new double[] {1},
                Filling.TRAINING_MEAN,
                new double[] {5},
                true);
        var network = LinearNetwork.of(masks, 1, 1, -2);
        var raw = LinearNetwork.sequence(1, Float.NaN, 4.5f);

        var explanation = explain(network, raw, FINE, Baseline.SCALED_ZERO);

        // Step 1: filled in as 5, which is 1, and a mask of 1; step 2: 0.5, and none.
        double z = 3 + 0.5 + 0.5 * (3 + 1 - 2);
        double[] parts = {0.5 * (1 - 2), 0.5};
        assertThat(explanation.probability()).isCloseTo(probability(z), within(1e-6));
        assertThat(explanation.baselineProbability()).isCloseTo(probability(4.5), within(1e-6));
        // Both parts weigh the same, and the probabilities are equal: by the slope there.
        assertThat(explanation.shares()).hasSize(2);
        double slope = probability(4.5) * (1 - probability(4.5));
        assertThat(explanation.shares()[0]).isCloseTo((float) (parts[0] * slope), within(1e-6f));
        assertThat(explanation.shares()[1]).isCloseTo((float) (parts[1] * slope), within(1e-6f));
    }

    @ParameterizedTest
    @EnumSource(names = {"LSTM", "RNN_TANH"})
    void the_completeness_error_shrinks_with_the_steps(Cell cell) {
        var network = cell == Cell.LSTM ? steep(Toys.network(cell)) : Toys.network(cell);
        var raw = ToySequences.learnable(1, network.inputShape(), 6, 3).sequences();

        double coarse = error(network, raw, 2);
        double fine = error(network, raw, 8);
        double finest = error(network, raw, 256);

        // Of gradients in the middle of the steps, the error falls with the square of their number: here to 1/16.
        assertThat(coarse).isGreaterThan(1e-3);
        assertThat(fine).isLessThan(coarse / 10);
        assertThat(finest).isLessThan(2e-6);
    }

    private static double error(TrainedNetwork network, Sequences raw, int steps) {
        var explanation = explain(network, raw, new IntegratedGradients(steps), Baseline.SCALED_ZERO);
        return Math.abs(explanation.completenessError());
    }

    /** Returns the network with larger weights, so that its probabilities bend. */
    private static TrainedNetwork steep(TrainedNetwork network) {
        var parameters = network.parameters();
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] *= 2;
        }
        return with(network, parameters);
    }

    private static TrainedNetwork with(TrainedNetwork network, float[] parameters) {
        return new TrainedNetwork(
                network.architecture(),
                network.input(),
                network.labels(),
                parameters,
                new float[0],
                0,
                network.provenance());
    }

    @Test
    void a_feature_that_the_network_ignores_gets_nothing() {
        var network = Toys.network();
        var parameters = network.parameters();
        // The input weights of the first layer are F x 4H, column-major: every second is the second feature's.
        for (int i = 1; i < 2 * 4 * 3; i += 2) {
            parameters[i] = 0;
        }
        var raw = ToySequences.learnable(1, network.inputShape(), 6, 3).sequences();
        for (var method : new Method[] {new IntegratedGradients(20), new Occlusion(0.5, true)}) {
            var shares = explain(with(network, parameters), raw, method, Baseline.SCALED_ZERO)
                    .shares();

            for (int i = 0; i < shares.length; i += 2) {
                assertThat(shares[i]).as("first feature").isNotZero();
                assertThat(shares[i + 1]).as("second feature").isZero();
            }
        }
    }

    @Test
    void occlusion_tells_by_how_much_the_probability_falls() {
        var raw = LinearNetwork.sequence(2, 0.4f, -0.2f, -1f, 0.3f);

        var each = explain(LinearNetwork.ofClasses(), raw, new Occlusion(0.5, true), Baseline.SCALED_ZERO);
        var together = explain(LinearNetwork.ofClasses(), raw, new Occlusion(0.5, false), Baseline.SCALED_ZERO);

        double z = 4.5 + 0.2 + 0.2 - 1 - 0.6;
        double[] parts = {0.2, 0.2, -1, -0.6};
        for (int i = 0; i < parts.length; i++) {
            assertThat(each.shares()[i]).isCloseTo((float) (probability(z) - probability(z - parts[i])), within(1e-6f));
            double step = parts[i / 2 * 2] + parts[i / 2 * 2 + 1];
            assertThat(together.shares()[i]).isCloseTo((float) (probability(z) - probability(z - step)), within(1e-6f));
        }
    }

    @Test
    void a_value_that_lies_in_several_windows_gets_their_mean() {
        var raw = LinearNetwork.sequence(2, 1, 0, 2, 0, 4, 0);

        // Two of three steps: the windows are steps 1 and 2, and steps 2 and 3.
        var shares = explain(LinearNetwork.ofClasses(), raw, new Occlusion(0.6, false), Baseline.SCALED_ZERO)
                .shares();

        double z = 3 * 1.75 + 0.25 + 1 + 4;
        double early = probability(z) - probability(z - 1.25);
        double late = probability(z) - probability(z - 5);
        assertThat(shares[0]).isCloseTo((float) early, within(1e-6f));
        assertThat(shares[2]).isCloseTo((float) ((early + late) / 2), within(1e-6f));
        assertThat(shares[5]).isCloseTo((float) late, within(1e-6f));
    }

    @Test
    void neither_threads_nor_other_sequences_matter() {
        var network = Toys.networkForAnyLength();
        var raw = ToySequences.learnableOfAnyLength(9, 12, 2, 6, 3).sequences();
        for (var method : new Method[] {new IntegratedGradients(37), new Occlusion(0.3, true)}) {
            try (var one = Explainer.of(network, raw, method, Baseline.SCALED_ZERO, 1);
                    var three = Explainer.of(network, raw, method, Baseline.SCALED_ZERO, 3)) {
                for (int n = 0; n < raw.size(); n++) {
                    var shares = one.explain(n, 2, () -> false).orElseThrow().shares();
                    assertThat(shares).hasSize(2 * raw.timeSteps(n));
                    assertThat(three.explain(n, 2, () -> false).orElseThrow().shares())
                            .isEqualTo(shares);
                }
                assertThat(one.explain(4, 2, () -> false).orElseThrow().shares())
                        .isEqualTo(explain(network, raw.select(new int[] {4}), method, Baseline.SCALED_ZERO, 2)
                                .shares());
                assertThat(one.probabilities(() -> false)).isEqualTo(three.probabilities(() -> false));
            }
        }
    }

    @Test
    void an_ensemble_s_gradient_is_the_mean_of_its_members() {
        var one = Toys.network();
        var architecture = one.architecture();
        var other = steep(one).parameters();
        var both = Arrays.copyOf(one.parameters(), 2 * other.length);
        System.arraycopy(other, 0, both, other.length, other.length);
        var ensemble = new Architecture(architecture.encoder(), architecture.head(), 2);
        var values = new float[] {0.5f, 1, -0.3f, 0.2f, 0.1f, 0.9f, 1, 2};

        var mean = gradient(ensemble, both, values);
        var first = gradient(architecture, one.parameters(), values);
        var second = gradient(architecture, other, values);

        for (int i = 0; i < mean.length; i++) {
            assertThat(mean[i]).isCloseTo((first[i] + second[i]) / 2, within(1e-9));
        }
    }

    private static double[] gradient(Architecture architecture, float[] parameters, float[] values) {
        var sums = new double[values.length];
        try (var gradients = new ProbabilityGradients(architecture, new SequenceShape(4, 2), parameters, 1)) {
            gradients.add(values, 1, 4, 3, sums);
        }
        return sums;
    }

    @Test
    void who_cancels_gets_an_answer_at_once() {
        var network = Toys.network();
        var raw = ToySequences.learnable(1, network.inputShape(), 6, 3).sequences();
        for (var method : new Method[] {FINE, new Occlusion(0.5, true)}) {
            try (var explainer = Explainer.of(network, raw, method, Baseline.SCALED_ZERO, 1)) {
                assertThatThrownBy(() -> explainer.explain(0, 0, () -> true)).isInstanceOf(CancellationException.class);
            }
        }
    }

    @Test
    void numbers_that_grow_too_large_are_not_explained() {
        var network = Toys.withHugeWeights(Toys.network());
        var raw = ToySequences.learnable(1, network.inputShape(), 6, 3).sequences();
        try (var explainer = Explainer.of(network, raw, FINE, Baseline.SCALED_ZERO, 1)) {
            assertThat(explainer.explain(0, 0, () -> false)).isEmpty();
        }
    }

    @Test
    void what_cannot_be_explained_is_refused() {
        var raw = ToySequences.learnable(1, new SequenceShape(4, 2), 6, 3).sequences();
        assertThatThrownBy(() -> Explainer.of(Toys.labelPath(), raw, FINE, Baseline.SCALED_ZERO, 1))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("The network predicts its labels one after another, as a path. Only networks that predict "
                        + "a class, or each label independently, can be explained.");
        var wide = ToySequences.learnable(1, new SequenceShape(4, 3), 6, 3).sequences();
        assertThatThrownBy(() -> Explainer.of(Toys.network(), wide, FINE, Baseline.SCALED_ZERO, 1))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("The sequences have 4 time steps x 3 features; the network expects 4 time steps x 2 "
                        + "features. Reshape them in the same way as the training data.");
        assertThatThrownBy(() -> Explainer.of(
                        LinearNetwork.ofClasses(),
                        LinearNetwork.sequence(2, 1, Float.NaN),
                        FINE,
                        Baseline.SCALED_ZERO,
                        1))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("The sequences have missing values (1 in all), but the network was trained without filling "
                        + "them in.");
        assertThatThrownBy(() -> new IntegratedGradients(0))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Steps: 0 is not between 1 and 10000.");
        assertThatThrownBy(() -> new Occlusion(0, true))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Window: 0.0 is not above 0 and at most 1.");
    }
}

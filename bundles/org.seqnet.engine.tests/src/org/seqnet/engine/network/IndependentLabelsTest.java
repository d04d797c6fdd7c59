package org.seqnet.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.ParameterBlock.Kind;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.TruthFacts;

class IndependentLabelsTest {
    private static final IndependentLabels LABELS = new IndependentLabels(List.of(0.25f, 1f, 0f));

    @Test
    void a_label_is_predicted_from_its_threshold_on() {
        float[] probabilities = {9, 9, 9, 0.25f, 1, 0, Math.nextDown(0.25f), Math.nextDown(1f), 0.5f};

        assertThat(predicted(probabilities, 1)).containsExactly(true, true, true);
        assertThat(predicted(probabilities, 2)).containsExactly(false, false, true);
    }

    private static boolean[] predicted(float[] probabilities, int sequence) {
        var predicted = new boolean[3];
        for (int label = 0; label < 3; label++) {
            predicted[label] = LABELS.predicts(probabilities, sequence, label);
        }
        return predicted;
    }

    @Test
    void one_number_that_is_not_finite_leaves_the_sequence_without_a_prediction() {
        float infinite = Float.POSITIVE_INFINITY;
        float[] probabilities = {0, 1, 0.5f, 0, 1, Float.NaN, infinite, 1, 0, 0, -infinite, 0};

        assertThat(LABELS.isFinite(probabilities, 0)).isTrue();
        assertThat(LABELS.isFinite(probabilities, 1)).isFalse();
        assertThat(LABELS.isFinite(probabilities, 2)).isFalse();
        assertThat(LABELS.isFinite(probabilities, 3)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(floats = {-0.1f, 1.0000001f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void thresholds_are_between_0_and_1(float threshold) {
        assertThatThrownBy(() -> new IndependentLabels(List.of(0.5f, threshold)))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Threshold: " + threshold + " is not between 0 and 1.");
    }

    @Test
    void there_is_a_threshold_for_each_label_and_one_at_least() {
        assertThat(IndependentLabels.of(LabelDomain.of("a", "b")))
                .isEqualTo(new IndependentLabels(List.of(0.5f, 0.5f)));
        assertThatThrownBy(() -> IndependentLabels.of(LabelDomain.of()))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Labels: 0 is not at least 1.");
    }

    @Test
    void its_layer_is_as_large_as_that_of_classes() {
        var classes = new Classes(3);

        assertThat(LABELS.layers(7))
                .containsExactly(new LayerSummary("output", "linear, sigmoid, cross-entropy", 7, 3, 24));
        assertThat(LABELS.parameters(7))
                .isEqualTo(classes.parameters(7))
                .containsExactly(new ParameterBlock(21, Kind.WEIGHTS), new ParameterBlock(3, Kind.BIASES));
        assertThat(LABELS.operations(7)).isEqualTo(classes.operations(7)).isEqualTo(42);
        assertThat(LABELS.labels()).isEqualTo(3);
        assertThat(LABELS.outputs()).isEqualTo(3);
        assertThat(LABELS.title("LSTM, 1 layer of 7 units")).isEqualTo("LSTM, 1 layer of 7 units, independent labels");
    }

    @Test
    void any_sets_can_be_learned_but_none_at_all() {
        var empty = LabelSets.of(List.of(new int[0], new int[0]));

        assertThatCode(() ->
                        LABELS.requireLearnable(TruthFacts.of(LabelSets.of(List.of(new int[0], new int[] {1})), 3)))
                .doesNotThrowAnyException();
        for (var head : List.of(LABELS, new LabelPath(3, 2, 2, List.of()))) {
            assertThatThrownBy(() -> head.requireLearnable(TruthFacts.of(empty, 3)))
                    .isInstanceOf(SeqNetException.class)
                    .hasMessage("None of the training sequences has a label. At least one must have one.");
        }
    }

    @Test
    void weights_are_those_of_independent_labels_whatever_the_thresholds() {
        assertThatCode(() -> LABELS.requireWeightsOf(new IndependentLabels(List.of(0.5f, 0.5f, 0.5f))))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> LABELS.requireWeightsOf(new Classes(3)))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("The network to resume predicts one class per sequence; the settings specify independent"
                        + " labels.");
        assertThatThrownBy(() -> new Classes(3).requireWeightsOf(LABELS))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("The network to resume predicts independent labels; the settings specify one class per "
                        + "sequence.");
    }
}

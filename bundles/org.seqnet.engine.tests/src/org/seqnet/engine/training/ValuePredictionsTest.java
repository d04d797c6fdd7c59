package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.network.Standard;
import org.seqnet.engine.network.ValueLoss;
import org.seqnet.engine.network.ValueLoss.Quantiles;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.sequence.TargetValues;
import org.seqnet.engine.sequence.Weights;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.engine.trained.Errors;
import org.seqnet.engine.trained.Evaluation;

class ValuePredictionsTest {
    /** Of two targets: one around 10, the other around 0. */
    private static final List<Standard> STANDARDS = List.of(new Standard(10, 2), new Standard(0, 5));

    private static ValuePredictions predictions(ValueLoss loss, double[] actual, float... outputs) {
        return predictions(loss, TargetValues.of(2, actual), outputs);
    }

    private static ValuePredictions predictions(ValueLoss loss, TargetValues actual, float... outputs) {
        var packer = Sequences.packer(new SequenceShape(1, 1), InputForm.SEQUENCES, "");
        for (int n = 0; n < actual.size(); n++) {
            packer.add(Tensor.ofFloats(Shape.of(1, 1), i -> 0));
        }
        return new ValuePredictions(
                new Values(STANDARDS, loss, Optional.empty()),
                outputs,
                new LabelledSequences(packer.build(), actual, LabelDomain.of("a", "b")));
    }

    @Test
    void figures_are_in_the_targets_own_units_and_the_loss_is_standardized() {
        // predicted 12, 5 and 8, 0 of actual 10, 5 and 8, -5
        var predictions = predictions(ValueLoss.SQUARED, new double[] {10, 5, 8, -5}, 1, 1, -1, 0);

        var evaluation = predictions.evaluation(Weights.EQUAL);

        // R2: 1 - 4 / 2 and 1 - 25 / 50
        assertThat(evaluation.accuracy()).isCloseTo((-1 + 0.5) / 2, within(1e-12));
        assertThat(evaluation.loss()).isCloseTo((1.0 / 2 + 1.0 / 2) / 2, within(1e-12));
        assertThat(evaluation.errors()).contains(new Errors((1 + 2.5) / 2, Math.sqrt((2 + 12.5) / 2)));
        assertThat(predictions.undecided()).isEmpty();
        assertThat(predictions.isRight(0)).isFalse();
    }

    @Test
    void weights_count_in_the_loss_alone() {
        var predictions = predictions(ValueLoss.SQUARED, new double[] {10, 5, 8, -5}, 1, 1, -1, 0);
        var equal = predictions.evaluation(Weights.EQUAL);

        var weighted = predictions.evaluation(Weights.of(new float[] {2, 0}));

        assertThat(weighted.loss()).isCloseTo(0.5, within(1e-12));
        assertThat(weighted.errors()).isEqualTo(equal.errors());
    }

    @Test
    void a_value_that_is_not_known_costs_nothing() {
        var predictions = predictions(ValueLoss.ABSOLUTE, new double[] {10, Double.NaN, 12, Double.NaN}, 1, 77, 1, -77);

        assertThat(predictions.evaluation(Weights.EQUAL))
                .isEqualTo(new Evaluation(1 - 4 / 2.0, (0.5 + 0) / 2, Optional.of(new Errors(1, Math.sqrt(2)))));
        assertThat(predictions.isRight(1)).isTrue();
    }

    @Test
    void the_prediction_of_quantiles_is_the_median() {
        var predictions =
                predictions(new Quantiles(List.of(0.25, 0.5)), new double[] {10, 0, 14, 0}, -1, 0, 0, 0, -1, 1, 0, 0);

        var evaluation = predictions.evaluation(Weights.EQUAL);

        // the medians are 10 and 12 of 10 and 14; of the other target all is exact
        assertThat(evaluation.accuracy()).isCloseTo((1 - 4 / 8.0 + 1) / 2, within(1e-12));
        // first row: quantile 0.25 is 1 too low; second: 3 and 1 too low; two levels, two values
        assertThat(evaluation.loss()).isCloseTo((0.25 * 1 / 4 + (0.25 * 3 + 0.5 * 1) / 4) / 2, within(1e-12));
    }

    @Test
    void windows_that_were_normalized_by_themselves_are_measured_in_their_own_unit() {
        var relative = TargetValues.relative(2, new double[] {10, 0, 10, 0}, 2, new double[] {5, 3, 0, 1, 0, 2, 0, 1});
        var predictions = predictions(ValueLoss.SQUARED, relative, 1, 0, 1, 0);

        // 2 off each, times 3 and 2; actual values 35 and 20
        assertThat(predictions.evaluation(Weights.EQUAL).errors())
                .contains(new Errors((5 + 0) / 2.0, Math.sqrt((36 + 16) / 2.0 / 2)));
        assertThat(predictions.evaluation(Weights.EQUAL).accuracy()).isCloseTo((1 - 52 / 112.5 + 1) / 2, within(1e-12));
    }

    @Test
    void a_sequence_without_finite_outputs_is_undecided_and_counts_as_if_the_mean_were_predicted() {
        for (float output : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            var predictions = predictions(ValueLoss.SQUARED, new double[] {10, 5, 8, -5}, output, 1, -1, 0);

            assertThat(predictions.undecided()).containsExactly(0);
            assertThat(predictions.isRight(0)).isFalse();
            assertThat(predictions.evaluation(Weights.EQUAL))
                    .isEqualTo(predictions(ValueLoss.SQUARED, new double[] {10, 5, 8, -5}, 0, 0, -1, 0)
                            .evaluation(Weights.EQUAL));
        }
    }

    @Test
    void a_single_row_has_errors_and_an_r2_of_0() {
        assertThat(predictions(ValueLoss.SQUARED, new double[] {10, 5}, 1, 1).evaluation(Weights.EQUAL))
                .isEqualTo(new Evaluation((0 + 1) / 2.0, 0.5, Optional.of(new Errors(1, Math.sqrt(2)))));
    }
}

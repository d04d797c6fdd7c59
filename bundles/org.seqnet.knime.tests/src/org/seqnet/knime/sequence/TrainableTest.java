package org.seqnet.knime.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;
import static org.seqnet.knime.sequence.LongFormatTest.SPEC;
import static org.seqnet.knime.sequence.LongFormatTest.step;
import static org.seqnet.knime.sequence.Reshaped.doubles;
import static org.seqnet.knime.sequence.Reshaped.number;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.knime.learner.LearnerRun;

class TrainableTest {
    @Test
    void sequences_of_a_long_table_are_learned_from() throws Exception {
        var sequences = Reshaped.execute(
                        LongFormatTest.parameters(), table(SPEC, step("a", 1, 1, 0, "u"), step("b", 1, 0, 1, "v")))
                .table();

        assertThat(LearnerRun.trained(sequences, 1).network().labels()).isEqualTo(LabelDomain.of("u", "v"));
    }

    @Test
    void rows_that_end_early_are_learned_from() throws Exception {
        var spec = new DataTableSpec(doubles("t0"), doubles("t1"), doubles("t2"), doubles("t3"), strings("label"));
        var gap = DataType.getMissingCell();
        var parameters = Reshaped.parameters(Input.COLUMNS);
        parameters.numericColumns = new String[] {"t0", "t1", "t2", "t3"};
        parameters.endAtMissing = true;

        var sequences = Reshaped.execute(
                        parameters,
                        table(
                                spec,
                                row(number(1), number(2), number(3), number(4), string("u")),
                                row(number(1), number(2), number(3), gap, string("v")),
                                row(number(1), number(2), gap, gap, string("u")),
                                row(number(1), number(2), number(3), number(Double.NaN), string("v"))))
                .table();

        var network = LearnerRun.trained(sequences, 1).network();
        assertThat(network.inputShape()).isEqualTo(SequenceShape.ofAnyLength(1));
        assertThat(network.provenance().trainingSequences()).isEqualTo(4);
    }

    @Test
    void windows_with_a_horizon_are_learned_from() throws Exception {
        var spec = new DataTableSpec(strings("day"), doubles("demand"), doubles("holiday"));
        var parameters = Reshaped.parameters(Input.WINDOWS);
        parameters.forecast = true;
        parameters.forecastHorizon = 2;
        parameters.windowLength = 3;
        parameters.orderColumn = "day";
        parameters.numericColumns = new String[] {"demand"};
        parameters.targetColumns = new String[] {"demand"};
        parameters.knownColumns = new String[] {"holiday"};
        var days = IntStream.rangeClosed(1, 9)
                .mapToObj(t -> row(string("2026-01-0" + t), number(t * t), number(t % 2)))
                .toArray(DataCell[][]::new);

        var network = LearnerRun.trained(
                        Reshaped.execute(parameters, table(spec, days)).table(), 1)
                .network();

        assertThat(network.inputShape()).isEqualTo(new SequenceShape(5, 3));
        assertThat(network.provenance().trainingSequences()).isEqualTo(5);
    }

    @Test
    void what_reshaping_keeps_training_refuses() throws Exception {
        var sequences = Reshaped.execute(
                        LongFormatTest.parameters(),
                        table(SPEC, step("a", 1, 1, 0, "u"), step("b", 1, Double.POSITIVE_INFINITY, 0, "v")))
                .table();

        assertThatThrownBy(() -> LearnerRun.trained(sequences, 1))
                .hasMessage("Training table, row 'b', time step 1, feature 1: the value is infinite, but a "
                        + "network requires finite numbers. Replace or remove it.");
    }
}

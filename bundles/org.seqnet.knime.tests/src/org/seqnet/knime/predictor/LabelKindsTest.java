package org.seqnet.knime.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.table;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnDomain;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.knime.Tables;
import org.seqnet.knime.learner.LearnerRun;
import org.seqnet.knime.learner.Orders;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.tensor.TensorColumn;

/** Predictions are cells of the label column's type, equal to those that were learned. */
class LabelKindsTest {
    @ParameterizedTest
    @MethodSource("labels")
    void labels_of_every_kind_are_learned_and_predicted(DataCell falling, DataCell rising) throws Exception {
        var table = orders(falling, rising);
        var predicted = PredictorRun.predicted(LearnerRun.trained(table, 12), table);

        assertThat(cells(predicted, "Prediction (label)")).hasSize(100).isEqualTo(cells(table, "label"));
        assertThat(predicted.getDataTableSpec().getColumnNames())
                .contains("P (label=%s)".formatted(falling), "P (label=%s)".formatted(rising));
        var column = predicted.getDataTableSpec().getColumnSpec("Prediction (label)");
        assertThat(column.getType()).isEqualTo(falling.getType());
        assertThat(column.getDomain().getValues()).containsExactlyInAnyOrder(falling, rising);
    }

    @ParameterizedTest
    @MethodSource("labels")
    void a_file_of_a_network_keeps_the_kind_of_its_labels(DataCell falling, DataCell rising) throws Exception {
        var table = orders(falling, rising);
        var file = new ByteArrayOutputStream();
        ModelArchive.write(LearnerRun.trained(table, 12).network(), file);

        var read = new NetworkPortObject(ModelArchive.read(new ByteArrayInputStream(file.toByteArray()), "file"));

        assertThat(cells(PredictorRun.predicted(read, table), "Prediction (label)"))
                .isEqualTo(cells(table, "label"));
    }

    @Test
    void whole_numbers_and_booleans_have_bounds_and_are_in_their_order() throws Exception {
        var whole = prediction(orders(new IntCell(10), new IntCell(-9)));
        assertThat(whole.getValues()).containsExactly(new IntCell(-9), new IntCell(10));
        assertThat(whole.getLowerBound()).isEqualTo(new IntCell(-9));
        assertThat(whole.getUpperBound()).isEqualTo(new IntCell(10));

        var long64 = prediction(orders(new LongCell(1L << 40), new LongCell(9)));
        assertThat(long64.getValues()).containsExactly(new LongCell(9), new LongCell(1L << 40));
        assertThat(long64.getUpperBound()).isEqualTo(new LongCell(1L << 40));

        // the table's spec names true first, as it came first
        var truth = prediction(orders(BooleanCell.TRUE, BooleanCell.FALSE));
        assertThat(truth.getValues()).containsExactly(BooleanCell.FALSE, BooleanCell.TRUE);
        assertThat(truth.getLowerBound()).isEqualTo(BooleanCell.FALSE);
        assertThat(truth.getUpperBound()).isEqualTo(BooleanCell.TRUE);

        assertThat(prediction(orders(string("a"), string("b"))).hasBounds()).isFalse();
    }

    private static DataColumnDomain prediction(BufferedDataTable table) throws Exception {
        return PredictorRun.predicted(LearnerRun.trained(table, 1), table)
                .getDataTableSpec()
                .getColumnSpec("Prediction (label)")
                .getDomain();
    }

    @Test
    void a_network_of_before_predicts_text_until_it_is_trained_on() throws Exception {
        var table = orders(new IntCell(1), new IntCell(2));
        var network = LearnerRun.trained(table, 12);
        var before = new NetworkPortObject(withLabels(network.network(), LabelDomain.of("1", "2")), "label");

        assertThat(cells(PredictorRun.predicted(before, table), "Prediction (label)"))
                .startsWith(string("1"), string("2"), string("1"));
        var resumed = (NetworkPortObject)
                LearnerRun.of(Orders.parameters(), table, before).object(0);
        assertThat(cells(PredictorRun.predicted(resumed, table), "Prediction (label)"))
                .isEqualTo(cells(table, "label"));
    }

    private static TrainedNetwork withLabels(TrainedNetwork network, LabelDomain labels) {
        return new TrainedNetwork(
                network.architecture(),
                network.input(),
                labels,
                network.parameters(),
                network.updaterState(),
                network.steps(),
                network.provenance());
    }

    private static List<DataCell> cells(BufferedDataTable table, String column) {
        int index = table.getDataTableSpec().findColumnIndex(column);
        return Tables.rows(table).stream().map(row -> row.getCell(index)).toList();
    }

    static Stream<Arguments> labels() {
        return Stream.of(
                Arguments.of(new StringCell("falling"), new StringCell("rising")),
                Arguments.of(new IntCell(1), new IntCell(-1)),
                Arguments.of(new LongCell(1L << 40), new LongCell(3)),
                Arguments.of(BooleanCell.TRUE, BooleanCell.FALSE));
    }

    private static BufferedDataTable orders(DataCell falling, DataCell rising) {
        var spec = new DataTableSpec(
                TensorColumn.ofSequences("sequence", Optional.of(Orders.SHAPE)),
                new DataColumnSpecCreator("label", falling.getType()).createSpec());
        var rows = Tables.rows(Orders.rows(100)).stream()
                .map(cells -> row(cells.getCell(0), cells.getCell(1).toString().equals("falling") ? falling : rising))
                .toArray(DataCell[][]::new);
        return table(spec, rows);
    }
}

package org.seqnet.knime.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.table;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.seqnet.knime.Tables;
import org.seqnet.knime.learner.LearnerRun;
import org.seqnet.knime.learner.Orders;
import org.seqnet.knime.tensor.TensorColumn;

class LabelKindsTest {
    @ParameterizedTest
    @MethodSource("labels")
    void labels_of_every_kind_are_learned_and_predicted(DataCell falling, DataCell rising) throws Exception {
        var table = orders(falling, rising);
        var predicted = PredictorRun.predicted(LearnerRun.trained(table, 12), table);

        assertThat(Tables.column(predicted, "Prediction (label)")).isEqualTo(Tables.column(table, "label"));
        assertThat(predicted.getDataTableSpec().getColumnNames())
                .contains("P (label=%s)".formatted(falling), "P (label=%s)".formatted(rising));
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

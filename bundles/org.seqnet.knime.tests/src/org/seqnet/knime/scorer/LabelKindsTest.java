package org.seqnet.knime.scorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.table;

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
import org.seqnet.knime.Tables;

class LabelKindsTest {
    @ParameterizedTest
    @MethodSource("labels")
    void labels_of_every_kind_are_compared_with_predictions_of_their_kind(DataCell one, DataCell other)
            throws Exception {
        assertCompared(one, other, one, other);
    }

    /** Networks of before predict text, whatever they learned. */
    @ParameterizedTest
    @MethodSource("labels")
    void labels_of_every_kind_are_compared_with_predictions_as_text(DataCell one, DataCell other) throws Exception {
        assertCompared(one, other, string(one.toString()), string(other.toString()));
    }

    private static void assertCompared(DataCell one, DataCell other, DataCell asOne, DataCell asOther)
            throws Exception {
        var spec = new DataTableSpec(
                new DataColumnSpecCreator("label", one.getType()).createSpec(),
                new DataColumnSpecCreator("Prediction (label)", asOne.getType()).createSpec());
        var table = table(spec, row(one, asOne), row(other, asOther), row(other, asOne));
        var parameters = new PredictionScorerParameters();
        parameters.actualColumn = "label";
        parameters.predictedColumn = "Prediction (label)";

        var matrix = ScoredColumns.of(table.getDataTableSpec(), parameters)
                .count(table, Tables.execution())
                .matrix();

        int first = matrix.domain().indexOf(one.toString());
        int second = matrix.domain().indexOf(other.toString());
        assertThat(matrix.domain().size()).isEqualTo(2);
        assertThat(matrix.count(first, first)).isEqualTo(1);
        assertThat(matrix.count(second, second)).isEqualTo(1);
        assertThat(matrix.count(second, first)).isEqualTo(1);
    }

    static Stream<Arguments> labels() {
        return Stream.of(
                Arguments.of(new StringCell("a"), new StringCell("b")),
                Arguments.of(new IntCell(7), new IntCell(1)),
                Arguments.of(new LongCell(1L << 40), new LongCell(-3)),
                Arguments.of(BooleanCell.TRUE, BooleanCell.FALSE));
    }
}

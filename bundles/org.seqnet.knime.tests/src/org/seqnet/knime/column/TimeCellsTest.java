package org.seqnet.knime.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertFails;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.seqnet.engine.sequence.TimePoint;
import org.seqnet.knime.Tables;
import org.seqnet.knime.tensor.TensorCell;

class TimeCellsTest {
    @Test
    void numbers_and_texts_are_points_and_back() throws Exception {
        for (var cell : List.<DataCell>of(
                new IntCell(-7),
                new LongCell(1L << 60),
                new DoubleCell(0.1),
                new StringCell("2026-11-30T14:30+01:00[Europe/Berlin]"),
                new StringCell("2026-11-30"))) {
            var point = TimeCells.point(cell).orElseThrow();

            assertThat(TimeCells.cell(point, cell.getType(), Tables.execution()))
                    .isEqualTo(cell);
        }
    }

    @Test
    void other_cells_are_no_points() {
        assertThat(TimeCells.point(DataType.getMissingCell())).isEmpty();
        assertThat(TimeCells.point(new DoubleCell(Double.NaN))).isEmpty();
        assertThat(TimeCells.point(new StringCell("now"))).isEmpty();
    }

    @Test
    void a_type_that_is_not_made_of_texts_is_refused() {
        assertFails(
                () -> TimeCells.cell(TimePoint.of(1), TensorCell.TYPE, Tables.execution()),
                "Times of the type 'Tensor' cannot be created.",
                "Convert the order column to dates and times with a String to Date&Time node before the Sequence "
                        + "Reshaper.");
    }
}

package org.seqnet.knime.learner;

import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.table;

import java.util.Arrays;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.seqnet.knime.Tables;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.tensor.TensorColumn;
import org.seqnet.knime.tensor.TensorValue;

/** The images of {@link Bars} as floats, of which some hold a raster's mark of missing data and nothing else. */
public final class Holes {
    private static final DataTableSpec SPEC = new DataTableSpec(
            TensorColumn.unknown("image"), Bars.spec(Bars.GREY).getColumnSpec(1));

    private Holes() {}

    /** Returns a table of so many images, lying and upright in turn, with holes at these rows. */
    public static BufferedDataTable rows(int count, int... holes) {
        var cells = Tables.rows(Bars.rows(Bars.GREY, count)).stream()
                .map(row -> row(floats(row.getCell(0)), row.getCell(1)))
                .toArray(DataCell[][]::new);
        for (int hole : holes) {
            cells[hole][0] = hole();
        }
        return table(SPEC, cells);
    }

    private static DataCell floats(DataCell image) {
        var tensor = ((TensorValue) image).tensor();
        var values = new float[36];
        for (int i = 0; i < values.length; i++) {
            values[i] = tensor.value(i) / 2;
        }
        return Tables.floats(Bars.GREY, values);
    }

    private static DataCell hole() {
        var values = new float[36];
        Arrays.fill(values, -3.4028235e38f);
        return Tables.floats(Bars.GREY, values);
    }

    /** Returns a network that has seen the table this many times. */
    public static NetworkPortObject trained(BufferedDataTable table, int epochs) throws Exception {
        return (NetworkPortObject) Bars.trained(table, epochs);
    }
}

package org.seqnet.knime.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;

import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.RowKey;
import org.knime.core.node.port.PortObject;
import org.seqnet.knime.Tables;

class ViewDataTest {
    private static final String UNREADABLE = "{\"view\":\"message\",\"text\":\"The saved data of this view "
            + "cannot be read. Execute the node again.\"}";

    @Test
    void what_is_kept_comes_back() {
        var kept = ViewData.keep(new JsonObject().with("view", "training"), Tables.execution());

        assertThat(ViewData.of(new PortObject[] {kept})).isEqualTo("{\"view\":\"training\"}");
    }

    @Test
    void a_node_that_was_not_executed_says_so() {
        var message = "{\"view\":\"message\",\"text\":\"No data to display. Execute the node.\"}";

        assertThat(ViewData.of(null)).isEqualTo(message);
        assertThat(ViewData.of(new PortObject[0])).isEqualTo(message);
    }

    @Test
    void what_is_something_else_is_a_message_too() {
        var other = table(new DataTableSpec(strings("other")), row(string("{}")));
        var empty = table(new DataTableSpec(strings("View")));
        var missing = table(new DataTableSpec(strings("View")), row(DataType.getMissingCell()));

        assertThat(ViewData.of(new PortObject[] {other})).isEqualTo(UNREADABLE);
        assertThat(ViewData.of(new PortObject[] {empty})).isEqualTo(UNREADABLE);
        assertThat(ViewData.of(new PortObject[] {missing})).isEqualTo(UNREADABLE);
        assertThat(ViewData.of(new PortObject[] {null})).isEqualTo(UNREADABLE);
    }

    @Test
    void rows_that_knime_cannot_read_from_its_files_are_a_message_too() {
        var row = new DamagedRow();
        var rows = Tables.execution().createDataContainer(new DataTableSpec(strings("View")));
        rows.addRowToTable(row);
        rows.close();
        row.damaged = true;

        assertThat(ViewData.of(new PortObject[] {rows.getTable()})).isEqualTo(UNREADABLE);
    }

    /** A row of a table that KNIME reads when it is asked for, after something has happened to the file. */
    private static final class DamagedRow implements DataRow {
        private boolean damaged;

        @Override
        public int getNumCells() {
            return 1;
        }

        @Override
        public RowKey getKey() {
            return new RowKey("View");
        }

        @Override
        public DataCell getCell(int index) {
            if (damaged) {
                throw new IllegalStateException("Errors while reading row 1 from file 'data.bin': Stream Closed");
            }
            return string("{}");
        }

        @Override
        public Iterator<DataCell> iterator() {
            return List.of(getCell(0)).iterator();
        }
    }
}

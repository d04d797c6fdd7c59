package org.knime.core.node;

import java.util.ArrayList;
import java.util.List;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.DataContainer;
import org.knime.core.data.container.DataContainerSettings;

/** Collects the rows of a node's output table; {@link ExecutionContext} makes them. */
public class BufferedDataContainer extends DataContainer {

    private BufferedDataTable table;

    BufferedDataContainer(DataTableSpec spec, DataContainerSettings settings) {
        super(spec, settings);
    }

    /**
     * Returns the table.
     *
     * @throws IllegalStateException if it has not ended
     */
    @Override
    public BufferedDataTable getTable() {
        if (table == null) {
            List<DataRow> rows = new ArrayList<>(Math.toIntExact(size()));
            super.getTable().forEach(rows::add);
            table = new BufferedDataTable(getTableSpec(), List.copyOf(rows));
        }
        return table;
    }
}

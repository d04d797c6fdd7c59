package org.knime.core.data.container;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.knime.core.data.BoundedValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableDomainCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.DomainCreatorColumnSelection;
import org.knime.core.data.NominalValue;
import org.knime.core.data.RowIterator;
import org.knime.core.embedded.CellRoundTrip;
import org.knime.core.node.util.CheckUtils;
import org.knime.core.util.DuplicateKeyException;

/**
 * Collects the rows of a table in memory. Each row is checked against the spec and for its key; domains are computed on
 * the way. Rows are checked at once, where KNIME does so a batch later; the first rows' cells are also written
 * and read by their serializers.
 */
public class DataContainer implements RowAppender {

    private static final int ROWS_TO_SERIALIZE = 100;

    private final DataContainerSettings settings;

    private final DataTableDomainCreator domains;

    private final List<DataRow> rows = new ArrayList<>();

    private final Set<String> keys = new HashSet<>();

    private DataTableSpec spec;

    private boolean closed;

    /** Starts a table. */
    public DataContainer(final DataTableSpec spec, final DataContainerSettings settings) {
        CheckUtils.checkArgumentNotNull(spec, "Spec must not be null");
        this.spec = spec;
        this.settings = settings;
        domains = new DataTableDomainCreator(spec, columnsWith(NominalValue.class), columnsWith(BoundedValue.class));
        domains.setMaxPossibleValues(settings.getMaxDomainValues());
    }

    private DomainCreatorColumnSelection columnsWith(Class<? extends DataValue> value) {
        return DomainCreatorColumnSelection.create(
                column -> !settings.isInitializeDomain(),
                column -> settings.isEnableDomainUpdate() && column.getType().isCompatible(value));
    }

    /**
     * Adds a row.
     *
     * @throws DataContainerException if the row does not fit the spec
     * @throws DuplicateKeyException if there is a row of that key
     */
    @Override
    public void addRowToTable(final DataRow row) {
        CheckUtils.checkState(!closed, "Rows cannot be added to a table that is closed.");
        check(row);
        domains.updateDomain(row);
        String key = row.getKey().getString();
        if (settings.isCheckDuplicateRowKeys() && !keys.add(key)) {
            throw new DuplicateKeyException("Encountered duplicate row ID \"" + key + "\"", key);
        }
        if (rows.size() < ROWS_TO_SERIALIZE) {
            row.forEach(CellRoundTrip::check);
        }
        rows.add(row);
    }

    private void check(DataRow row) {
        int cells = row.getNumCells();
        if (cells != spec.getNumColumns()) {
            throw refused("Cell count in row \"" + row.getKey() + "\" is not equal to length of column names array: "
                    + cells + " vs. " + spec.getNumColumns());
        }
        for (int i = 0; i < cells; i++) {
            DataColumnSpec column = spec.getColumnSpec(i);
            DataCell cell = row.getCell(i);
            if (!column.getType().isASuperTypeOf(cell.getType())) {
                String text = cell.toString();
                text = text.length() > 30 ? text.substring(0, 30) + "..." : text;
                throw refused("Runtime class of object \"" + text + "\" (index " + i + ") in row \"" + row.getKey()
                        + "\" is " + cell.getType() + " and does not comply with its supposed superclass "
                        + column.getType());
            }
        }
    }

    private static DataContainerException refused(String message) {
        return new DataContainerException(message, new IllegalArgumentException(message));
    }

    /** Ends the table. */
    public void close() {
        if (!closed) {
            closed = true;
            spec = domains.createSpec();
            keys.clear();
        }
    }

    /** Returns the number of rows so far. */
    public long size() {
        return rows.size();
    }

    /** Returns the spec, with the computed domains once the table has ended. */
    public DataTableSpec getTableSpec() {
        return spec;
    }

    /**
     * Returns the table.
     *
     * @throws IllegalStateException if it has not ended
     */
    public DataTable getTable() {
        CheckUtils.checkState(closed, "Cannot get table: container is not closed.");
        return new DataTable() {
            @Override
            public DataTableSpec getDataTableSpec() {
                return spec;
            }

            @Override
            public RowIterator iterator() {
                return CloseableRowIterator.from(rows.iterator());
            }
        };
    }
}

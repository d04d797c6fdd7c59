package org.knime.core.data;

/** Rows under a common spec. */
public interface DataTable extends Iterable<DataRow> {

    /** Returns the columns. */
    DataTableSpec getDataTableSpec();

    @Override
    RowIterator iterator();
}

package org.seqnet.knime.idx;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnDomainCreator;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.seqnet.engine.idx.IdxHeader;
import org.seqnet.engine.idx.IdxReader;
import org.seqnet.engine.idx.LabelledIdxReader;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.execution.RowProgress;
import org.seqnet.knime.tensor.TensorCell;
import org.seqnet.knime.tensor.TensorColumn;

/** Writes the images of a reader, and their labels if there are any, to a table. */
final class ImageRows {
    private final IdxReaderParameters parameters;

    ImageRows(IdxReaderParameters parameters) {
        this.parameters = parameters;
    }

    /** Returns the column of labels. */
    static DataColumnSpec labelColumn(Optional<List<String>> names) {
        var creator = new DataColumnSpecCreator("label", StringCell.TYPE);
        names.ifPresent(values -> creator.setDomain(
                new DataColumnDomainCreator(values.stream().map(StringCell::new).toArray(DataCell[]::new))
                        .createDomain()));
        return creator.createSpec();
    }

    private static DataColumnSpec imageColumn(IdxHeader header) {
        return TensorColumn.prepared(
                TensorColumn.of("image", header.itemShape(), header.elementType()), Preparation.UNSCALED_VALUES);
    }

    /** Reads images alone. */
    BufferedDataTable read(IdxReader images, ExecutionContext exec, ExecutionMonitor monitor)
            throws IOException, CanceledExecutionException {
        long rest = rest(images.header(), images::skip);
        return write(
                new DataTableSpec(imageColumn(images.header())),
                rest,
                () -> new DataCell[] {new TensorCell(images.next())},
                exec,
                monitor);
    }

    /**
     * Reads images and labels.
     *
     * @param labels the label of each number that the labels file holds
     */
    BufferedDataTable read(LabelledIdxReader images, LabelNames labels, ExecutionContext exec, ExecutionMonitor monitor)
            throws IOException, CanceledExecutionException {
        long rest = rest(images.header(), images::skip);
        return write(
                new DataTableSpec(imageColumn(images.header()), labelColumn(Optional.of(labels.names()))),
                rest,
                () -> {
                    var item = images.next();
                    return new DataCell[] {new TensorCell(item.tensor()), labels.cell(item.label())};
                },
                exec,
                monitor);
    }

    /** Skips the rows that are to be left out, and returns how many are to be read. */
    private long rest(IdxHeader header, Skipping images) throws IOException {
        int skipped = images.skip((int) Math.min(parameters.skipRows, Integer.MAX_VALUE));
        return Math.min(header.count() - skipped, parameters.mostRows());
    }

    private static BufferedDataTable write(
            DataTableSpec spec, long count, Reading images, ExecutionContext exec, ExecutionMonitor monitor)
            throws IOException, CanceledExecutionException {
        var rows = exec.createDataContainer(spec, Columns.AS_DECLARED);
        try {
            for (long row = 0; row < count; row++) {
                monitor.checkCanceled();
                rows.addRowToTable(new DefaultRow(RowKey.createRowKey(row), images.next()));
                RowProgress.report(monitor, row + 1, count);
            }
        } finally {
            rows.close();
        }
        return rows.getTable();
    }

    private interface Skipping {
        int skip(int items) throws IOException;
    }

    private interface Reading {
        DataCell[] next() throws IOException;
    }
}

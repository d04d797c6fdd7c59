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

    /** Returns the column of images. */
    static DataColumnSpec imageColumn(IdxHeader header) {
        return TensorColumn.of("image", header.itemShape(), header.elementType());
    }

    /** Reads images alone. */
    BufferedDataTable read(IdxReader images, ExecutionContext exec, ExecutionMonitor monitor)
            throws IOException, CanceledExecutionException {
        return write(
                images.header(),
                Optional.empty(),
                new Items() {
                    @Override
                    public int skip(int items) throws IOException {
                        return images.skip(items);
                    }

                    @Override
                    public DataCell[] next() throws IOException {
                        return new DataCell[] {new TensorCell(images.next())};
                    }
                },
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
        return write(
                images.header(),
                Optional.of(labels.names()),
                new Items() {
                    @Override
                    public int skip(int items) throws IOException {
                        return images.skip(items);
                    }

                    @Override
                    public DataCell[] next() throws IOException {
                        var item = images.next();
                        return new DataCell[] {new TensorCell(item.tensor()), labels.cell(item.label())};
                    }
                },
                exec,
                monitor);
    }

    private BufferedDataTable write(
            IdxHeader header,
            Optional<List<String>> labels,
            Items items,
            ExecutionContext exec,
            ExecutionMonitor monitor)
            throws IOException, CanceledExecutionException {
        var image = imageColumn(header);
        var rows = exec.createDataContainer(
                labels.isEmpty() ? new DataTableSpec(image) : new DataTableSpec(image, labelColumn(labels)),
                Columns.AS_DECLARED);
        try {
            int skipped = items.skip((int) Math.min(parameters.skipRows, Integer.MAX_VALUE));
            long count = Math.min(header.count() - skipped, parameters.mostRows());
            for (long row = 0; row < count; row++) {
                monitor.checkCanceled();
                rows.addRowToTable(new DefaultRow(RowKey.createRowKey(row), items.next()));
                RowProgress.report(monitor, row + 1, count);
            }
        } finally {
            rows.close();
        }
        return rows.getTable();
    }

    /** What a row is made of, one after another. */
    private interface Items {
        int skip(int items) throws IOException;

        DataCell[] next() throws IOException;
    }
}

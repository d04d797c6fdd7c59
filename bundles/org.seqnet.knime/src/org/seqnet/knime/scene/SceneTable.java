package org.seqnet.knime.scene;

import java.util.Locale;
import java.util.Optional;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.RowKey;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.SetCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.scene.Scene;
import org.seqnet.engine.scene.SceneComposer;
import org.seqnet.engine.scene.SourceImages;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.column.MissingValues;
import org.seqnet.knime.execution.RowProgress;
import org.seqnet.knime.label.LabelColumns;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.tensor.TensorCell;
import org.seqnet.knime.tensor.TensorColumn;
import org.seqnet.knime.tensor.TensorValue;

/** A table of images and labels, and the table of scenes that is made of it. */
final class SceneTable {
    private final SceneComposerParameters parameters;
    private final DataTableSpec input;
    private final int imageColumn;
    private final int labelColumn;
    private long skippedRows;

    /**
     * Finds the columns and checks the settings.
     *
     * @throws InvalidSettingsException if a column is not there or of another type, or a setting is not allowed
     */
    SceneTable(DataTableSpec input, SceneComposerParameters parameters) throws InvalidSettingsException {
        parameters.validate();
        this.parameters = parameters;
        this.input = input;
        this.imageColumn =
                Columns.find(input, "table", "Image column", parameters.imageColumn, "tensors", TensorValue.class);
        this.labelColumn = LabelColumns.find(input, "table", "Label column", parameters.labelColumn);
    }

    /** Returns the columns of the scenes. */
    DataTableSpec spec() {
        int size = parameters.canvasSize;
        return new DataTableSpec(
                TensorColumn.of("image", Shape.of(size, size), ElementType.UNSIGNED_BYTE),
                new DataColumnSpecCreator("labels", SetCell.getCollectionType(StringCell.TYPE)).createSpec(),
                new DataColumnSpecCreator("number of labels", IntCell.TYPE).createSpec());
    }

    /** Composes the scenes, one after another. */
    BufferedDataTable compose(BufferedDataTable table, ExecutionContext exec)
            throws KNIMEException, CanceledExecutionException {
        var images = read(table, exec.createSubProgress(0.2));
        try {
            return write(composer(images), exec);
        } catch (SeqNetException e) {
            throw Failures.failure(e);
        }
    }

    /** Returns a warning about the rows that were skipped, if there are any. */
    Optional<String> warning(long rows) {
        return skippedRows == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%,d of %,d rows were skipped because their image or label is missing.",
                        skippedRows,
                        rows));
    }

    private SourceImages read(BufferedDataTable table, ExecutionMonitor monitor)
            throws KNIMEException, CanceledExecutionException {
        var images = new SourceImages();
        try (var rows = table.iterator()) {
            for (long index = 0; rows.hasNext(); index++) {
                monitor.checkCanceled();
                add(rows.next(), index, images);
                RowProgress.report(monitor, index + 1, table.size());
            }
        }
        return images;
    }

    private void add(DataRow row, long index, SourceImages images) throws KNIMEException {
        for (int column : new int[] {imageColumn, labelColumn}) {
            if (row.getCell(column).isMissing()) {
                if (parameters.missingValues == MissingValues.FAIL) {
                    throw Failures.missingCell(0, index, column, name(row), name(column));
                }
                skippedRows++;
                return;
            }
        }
        try {
            images.add(row.getCell(labelColumn).toString(), ((TensorValue) row.getCell(imageColumn)).tensor());
        } catch (SeqNetException e) {
            throw Failures.failureAt(0, index, imageColumn, e.getMessage(), name(row) + ": " + e.getMessage());
        }
    }

    private static String name(DataRow row) {
        return "Row '%s'".formatted(row.getKey().getString());
    }

    private String name(int column) {
        return input.getColumnSpec(column).getName();
    }

    private SceneComposer composer(SourceImages images) {
        return new SceneComposer(
                images, parameters.parsedOutfits(), parameters.labels.labels(), parameters.look(), parameters.seed);
    }

    private BufferedDataTable write(SceneComposer composer, ExecutionContext exec) throws CanceledExecutionException {
        var monitor = exec.createSubProgress(0.8);
        var rows = exec.createDataContainer(spec(), Columns.AS_DECLARED);
        try {
            for (int number = 0; number < parameters.scenes; number++) {
                monitor.checkCanceled();
                rows.addRowToTable(new DefaultRow(RowKey.createRowKey(number), cells(composer.compose(number))));
                RowProgress.report(monitor, number + 1L, parameters.scenes);
            }
        } finally {
            rows.close();
        }
        return rows.getTable();
    }

    private static DataCell[] cells(Scene scene) {
        return new DataCell[] {
            new TensorCell(scene.image()),
            CollectionCellFactory.createSetCell(
                    scene.labels().stream().map(StringCell::new).toList()),
            new IntCell(scene.labels().size())
        };
    }
}

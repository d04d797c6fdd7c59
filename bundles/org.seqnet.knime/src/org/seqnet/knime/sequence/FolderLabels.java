package org.seqnet.knime.sequence;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.filehandling.core.data.location.FSLocationValue;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.label.LabelCells;
import org.seqnet.knime.message.Failures;

/** Adds a label to each row with a sequence of an image file: the name of the folder that the file is in. */
record FolderLabels(Reshaping sequences, int paths) implements Reshaping {
    private static final Pattern SLASHES = Pattern.compile("[/\\\\]+");
    private static final String NAME = "label";

    static FolderLabels of(DataTableSpec table, SequenceReshaperParameters parameters) throws InvalidSettingsException {
        var sequences = RowByRow.of(table, parameters);
        int column = table.findColumnIndex(parameters.imageColumn);
        if (!Columns.accepts(FSLocationValue.class).test(table.getColumnSpec(column))) {
            throw Failures.invalid(
                    "Append folder name as label: column '%s' contains images, not paths of files."
                            .formatted(parameters.imageColumn),
                    "Uncheck this setting, or select a column of paths, such as that of a List Files/Folders node.");
        }
        return new FolderLabels(sequences, column);
    }

    @Override
    public DataTableSpec spec() {
        var reshaped = sequences.spec();
        return new DataTableSpecCreator(reshaped)
                .addColumns(new DataColumnSpecCreator(name(reshaped), StringCell.TYPE).createSpec())
                .createSpec();
    }

    private static String name(DataTableSpec reshaped) {
        return DataTableSpec.getUniqueColumnName(reshaped, NAME);
    }

    @Override
    public Result execute(BufferedDataTable table, ExecutionContext exec)
            throws KNIMEException, CanceledExecutionException {
        var reshaped = sequences.execute(table, exec);
        var column = LabelCells.column(name(reshaped.table().getDataTableSpec()), domain(table, exec));
        var labelled =
                exec.createJoinedTable(reshaped.table(), labels(table, column, exec), exec.createSubProgress(0.05));
        return new Result(labelled, reshaped.warning());
    }

    private LabelDomain domain(BufferedDataTable table, ExecutionContext exec) throws CanceledExecutionException {
        var names = new TreeSet<String>();
        try (var rows = table.iterator()) {
            while (rows.hasNext()) {
                exec.checkCanceled();
                label(rows.next()).ifPresent(names::add);
            }
        }
        return new LabelDomain(List.copyOf(names));
    }

    private BufferedDataTable labels(BufferedDataTable table, DataColumnSpec column, ExecutionContext exec)
            throws CanceledExecutionException {
        var labels = exec.createDataContainer(new DataTableSpec(column), Columns.AS_DECLARED);
        try (var rows = table.iterator()) {
            while (rows.hasNext()) {
                exec.checkCanceled();
                var row = rows.next();
                var label = label(row).<DataCell>map(StringCell::new).orElseGet(DataType::getMissingCell);
                labels.addRowToTable(new DefaultRow(row.getKey(), label));
            }
        } finally {
            labels.close();
        }
        return labels.getTable();
    }

    /** Returns the last but one name of the path; empty if it is missing or has but one. */
    private Optional<String> label(DataRow row) {
        var cell = row.getCell(paths);
        if (cell.isMissing()) {
            return Optional.empty();
        }
        var names = SLASHES.split(((FSLocationValue) cell).getFSLocation().getPath());
        return names.length < 2 || names[names.length - 2].isEmpty()
                ? Optional.empty()
                : Optional.of(names[names.length - 2]);
    }
}

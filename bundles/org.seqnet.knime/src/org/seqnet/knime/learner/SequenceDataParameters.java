package org.seqnet.knime.learner;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.seqnet.knime.column.MissingValues;
import org.seqnet.knime.label.LabelledTable;
import org.seqnet.knime.label.RowTruth;
import org.seqnet.knime.tensor.TensorColumn;
import org.seqnet.knime.tensor.TensorColumns;

/** Which sequences a learner learns from. The names of the fields are settings keys and never change. */
abstract class SequenceDataParameters implements NodeParameters {
    @Widget(
            title = "Sequence column",
            description = "The column with the sequences: two-dimensional tensors (time steps x features), as "
                    + "created by the Sequence Reshaper. The CNN Learner and the CNN-RNN Learner also accept images as "
                    + "three-dimensional tensors (rows x columns x channels).")
    @Layout(LearnerLayout.Data.Sequences.class)
    @ChoicesProvider(TensorColumns.class)
    String sequenceColumn = "";

    @Widget(
            title = "Missing values",
            description = "Whether to skip rows with a missing sequence, label or target value, or to fail. Of several "
                    + "target values, a row may lack some. With \"Fail\", the "
                    + "node also fails if the network has no finite prediction for a validation row; "
                    + "otherwise, such a row counts as wrong.")
    @Layout(LearnerLayout.Data.Missing.class)
    @ValueSwitchWidget
    MissingValues missingValues = MissingValues.SKIP;

    /** Chooses fitting columns where none is chosen yet: the last sequences, and the last labels. */
    void chooseColumns(DataTableSpec spec) {
        if (isEmpty(sequenceColumn)) {
            sequenceColumn = TensorColumn.preferred(spec);
        }
    }

    static boolean isEmpty(String column) {
        return column == null || column.isEmpty();
    }

    /**
     * Finds what is learned of a table; {@code title} is what messages call it.
     *
     * @throws InvalidSettingsException if a column is not chosen, not there, or cannot hold what is learned
     */
    abstract RowTruth truth(String title, DataTableSpec spec) throws InvalidSettingsException;

    /** Finds the columns of a table; {@code title} is what messages call it. */
    final LabelledTable table(int port, String title, DataTableSpec spec) throws InvalidSettingsException {
        return LabelledTable.of(port, title, spec, sequenceColumn, truth(title, spec), missingValues);
    }
}

package org.seqnet.knime.learner;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.seqnet.knime.column.MissingValues;
import org.seqnet.knime.label.LabelColumns;
import org.seqnet.knime.label.LabelledTable;
import org.seqnet.knime.tensor.TensorColumn;
import org.seqnet.knime.tensor.TensorColumns;

/** Which columns a learner learns from. The names of the fields are settings keys and never change. */
public final class TrainingDataParameters implements NodeParameters {
    @Widget(
            title = "Sequence column",
            description = "The column with the sequences: two-dimensional tensors (time steps x features), as "
                    + "created by the Sequence Reshaper. The CNN Learner also accepts images as three-dimensional "
                    + "tensors (rows x columns x channels).")
    @ChoicesProvider(TensorColumns.class)
    String sequenceColumn = "";

    @Widget(
            title = "Label column",
            description = "The column with the class of each sequence, which the network learns to predict.")
    @ChoicesProvider(LabelColumns.class)
    String labelColumn = "";

    @Widget(
            title = "Missing values",
            description = "Whether to skip rows with a missing sequence or label, or to fail. With \"Fail\", the "
                    + "node also fails if the network has no finite prediction for a row of the validation table; "
                    + "otherwise, such a row counts as wrong.")
    @ValueSwitchWidget
    MissingValues missingValues = MissingValues.SKIP;

    /** Chooses fitting columns where none is chosen yet: the last sequences, and the last column of labels. */
    void chooseColumns(DataTableSpec spec) {
        if (sequenceColumn == null || sequenceColumn.isEmpty()) {
            sequenceColumn = TensorColumn.preferred(spec);
        }
        if (labelColumn == null || labelColumn.isEmpty()) {
            labelColumn = LabelColumns.preferred(spec);
        }
    }

    /** Finds the columns of a table; {@code title} is what messages call it. */
    LabelledTable table(int port, String title, DataTableSpec spec) throws InvalidSettingsException {
        return LabelledTable.of(port, title, spec, sequenceColumn, labelColumn, missingValues);
    }
}

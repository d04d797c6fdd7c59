package org.seqnet.knime.learner;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.seqnet.knime.label.ClassColumn;
import org.seqnet.knime.label.LabelColumns;
import org.seqnet.knime.label.RowLabels;

/** Which columns a learner learns from that predicts a class only. */
public final class RocketDataParameters extends SequenceDataParameters {
    @Widget(
            title = "Label column",
            description = "The column with the class of each sequence, which the network learns to predict.")
    @Layout(LearnerLayout.Data.ClassColumn.class)
    @ChoicesProvider(LabelColumns.class)
    String labelColumn = "";

    @Override
    void chooseColumns(DataTableSpec spec) {
        super.chooseColumns(spec);
        if (isEmpty(labelColumn)) {
            labelColumn = LabelColumns.preferred(spec);
        }
    }

    @Override
    RowLabels labels(String title, DataTableSpec spec) throws InvalidSettingsException {
        return ClassColumn.find(spec, title, labelColumn);
    }
}

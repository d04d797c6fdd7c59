package org.seqnet.knime.learner;

import org.knime.core.data.DataTableSpec;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.seqnet.knime.label.SeveralLabelsFormat;

/** Which columns a learner learns from that predicts several labels. */
@LoadDefaultsForAbsentFields
public final class SeveralLabelsParameters extends TrainingDataParameters {
    @Widget(title = LABELS, description = LABELS_STORY)
    @Layout(LearnerLayout.Data.Labels.class)
    @ValueSwitchWidget
    @ValueReference(SeveralFormat.class)
    SeveralLabelsFormat labels = SeveralLabelsFormat.COLLECTION;

    @Override
    boolean hasZeroOneColumns() {
        return labels == SeveralLabelsFormat.COLUMNS;
    }

    @Override
    void chooseFor(DataTableSpec spec) {
        super.chooseFor(spec);
        if (collectionColumn.isEmpty() && zeroOneColumns.length > 0) {
            labels = SeveralLabelsFormat.COLUMNS;
        }
    }
}

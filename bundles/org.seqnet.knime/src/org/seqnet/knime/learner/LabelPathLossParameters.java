package org.seqnet.knime.learner;

import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.seqnet.engine.options.Weighting;

/** The loss of a learner that predicts labels one after another. */
@LoadDefaultsForAbsentFields
public final class LabelPathLossParameters extends LossParameters {
    @Widget(title = "Row weights", description = WEIGHTS_STORY)
    @Layout(LearnerLayout.Loss.Weights.class)
    @ValueSwitchWidget
    @ValueReference(OfRows.class)
    RowWeights rowWeights = RowWeights.NONE;

    @Override
    Weighting weighting() {
        return rowWeights == RowWeights.COLUMN ? Weighting.GIVEN : Weighting.EQUAL;
    }

    @Override
    double labelSmoothing() {
        return 0;
    }
}

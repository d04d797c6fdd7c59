package org.seqnet.knime.learner;

import java.util.Optional;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.seqnet.engine.SeqNetException;

/**
 * What the loss of a learner counts how much whose rows are read elsewhere, so that the name of the column of weights
 * is typed. The names of the fields are settings keys and never change.
 */
public final class RowWeightParameters implements NodeParameters {
    @Widget(title = ClassOrLabelsLossParameters.WEIGHTS_TITLE, description = LossParameters.WEIGHTS_STORY)
    @Layout(LearnerLayout.Loss.Weights.class)
    @ValueReference(LossParameters.OfClasses.class)
    ClassWeights classWeights = ClassWeights.NONE;

    @Widget(title = LossParameters.COLUMN_TITLE, description = LossParameters.COLUMN_STORY)
    @Layout(LearnerLayout.Loss.WeightColumn.class)
    @Effect(predicate = LossParameters.HasColumn.class, type = EffectType.SHOW)
    String weightColumn = "";

    @Widget(
            title = ClassOrLabelsLossParameters.SMOOTHING_TITLE,
            description = ClassOrLabelsLossParameters.SMOOTHING_STORY)
    @Layout(LearnerLayout.Loss.Smoothing.class)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.Dropout.class)
    @Effect(predicate = Task.IsOfLabels.class, type = EffectType.SHOW)
    double labelSmoothing;

    /**
     * Returns the name of the column of weights, if there is to be one.
     *
     * @throws SeqNetException if it has no name
     */
    Optional<String> column() {
        if (classWeights != ClassWeights.COLUMN) {
            return Optional.empty();
        }
        if (weightColumn.isBlank()) {
            throw new SeqNetException(
                    "Weight column: no column is named. Enter the name of the column with the weight of each row.");
        }
        return Optional.of(weightColumn);
    }
}

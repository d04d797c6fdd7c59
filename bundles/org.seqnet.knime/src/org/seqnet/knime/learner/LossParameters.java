package org.seqnet.knime.learner;

import java.util.Optional;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider.DoubleColumnsProvider;
import org.seqnet.engine.options.Weighting;

/** What the loss of a learner counts how much. The names of the fields are settings keys and never change. */
abstract class LossParameters implements NodeParameters {
    static final String WEIGHTS_STORY = "How much each row of the training table counts: its loss and gradient are "
            + "multiplied by its weight. The mean of all weights is 1, so the learning rate keeps its meaning. The "
            + "training loss is the weighted mean. With balanced weights, the validation loss is balanced in the same "
            + "way; otherwise, validation rows count the same. Accuracy counts each row once.";

    static final String COLUMN_TITLE = "Weight column";
    static final String COLUMN_STORY =
            "The numeric column with the weight of each row: a finite number of at least 0. A missing "
                    + "weight is an error. Validation rows do not need a weight.";

    @Widget(title = COLUMN_TITLE, description = COLUMN_STORY)
    @Layout(LearnerLayout.Loss.WeightColumn.class)
    @ChoicesProvider(DoubleColumnsProvider.class)
    @Effect(predicate = HasColumn.class, type = EffectType.SHOW)
    String weightColumn = "";

    /** Refers to the weights in a dialog that offers balanced classes. */
    static final class OfClasses implements ParameterReference<ClassWeights> {}

    /** Refers to the weights in a dialog without classes. */
    static final class OfRows implements ParameterReference<RowWeights> {}

    /** Holds for weights in a column. */
    static final class HasColumn implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer initializer) {
            return initializer.isMissing(OfClasses.class)
                    ? initializer.getEnum(OfRows.class).isOneOf(RowWeights.COLUMN)
                    : initializer.getEnum(OfClasses.class).isOneOf(ClassWeights.COLUMN);
        }
    }

    /** Returns how much each row counts. */
    abstract Weighting weighting();

    /** Returns how much of the certainty about labels is given up. */
    abstract double labelSmoothing();

    /** Returns the name of the column of weights, if there is to be one. */
    final Optional<String> columnOfWeights() {
        return weighting() == Weighting.GIVEN ? Optional.of(weightColumn) : Optional.empty();
    }
}

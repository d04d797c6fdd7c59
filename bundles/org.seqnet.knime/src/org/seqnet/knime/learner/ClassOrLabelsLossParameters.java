package org.seqnet.knime.learner;

import java.util.List;
import java.util.function.Supplier;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.EnumChoicesProvider;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.seqnet.engine.options.Weighting;

/** The loss of a learner that predicts a class or several labels. */
@LoadDefaultsForAbsentFields
public final class ClassOrLabelsLossParameters extends LossParameters {
    static final String WEIGHTS_TITLE = "Class weights";
    static final String SMOOTHING_TITLE = "Label smoothing";
    static final String SMOOTHING_STORY =
            "How much of the certainty about labels is given up, for example 0.1. The network is then "
                    + "taught probabilities: 1 - s + s / K for the class of a row and s / K for each other of the K "
                    + "classes; with several labels per row, 1 - s / 2 for a label that is there and s / 2 for one "
                    + "that is not. This reduces overfitting and overconfidence, and the training loss no longer "
                    + "decreases to 0. The validation loss is not smoothed. Set to 0 to disable; less than 1.";

    @Widget(title = WEIGHTS_TITLE, description = WEIGHTS_STORY)
    @Layout(LearnerLayout.Loss.Weights.class)
    @ChoicesProvider(Available.class)
    @ValueReference(OfClasses.class)
    ClassWeights classWeights = ClassWeights.NONE;

    @Widget(title = SMOOTHING_TITLE, description = SMOOTHING_STORY)
    @Layout(LearnerLayout.Loss.Smoothing.class)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.Dropout.class)
    @Effect(predicate = Task.IsOfLabels.class, type = EffectType.SHOW)
    double labelSmoothing;

    /** Leaves out balanced classes where rows have several labels or values. */
    static final class Available implements EnumChoicesProvider<ClassWeights> {
        private Supplier<Task> task;

        @Override
        public void init(StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
            task = initializer.computeFromValueSupplier(Task.Current.class);
        }

        @Override
        public List<ClassWeights> choices(NodeParametersInput input) {
            return task.get() == Task.CLASSES
                    ? List.of(ClassWeights.values())
                    : List.of(ClassWeights.NONE, ClassWeights.COLUMN);
        }
    }

    @Override
    Weighting weighting() {
        return classWeights.weighting();
    }

    @Override
    double labelSmoothing() {
        return labelSmoothing;
    }
}

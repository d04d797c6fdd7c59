package org.seqnet.knime.learner;

import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.layout.Layout;
import org.seqnet.knime.network.HeadKind;

/** The settings of a learner that predicts a class or several labels, as its table states. */
abstract class ClassOrLabelsLearnerParameters extends LearnerParameters {
    ClassOrLabelsParameters data = new ClassOrLabelsParameters();

    ClassOrLabelsLossParameters loss = new ClassOrLabelsLossParameters();

    @Layout(LearnerLayout.Architecture.Members.class)
    EnsembleParameters ensemble = new EnsembleParameters();

    ClassOrLabelsLearnerParameters() {}

    /** Chooses fitting columns of the training table. */
    ClassOrLabelsLearnerParameters(NodeParametersInput input) {
        input.getInTableSpec(0).ifPresent(data::chooseFor);
    }

    @Override
    public final TrainingDataParameters data() {
        return data;
    }

    @Override
    final LossParameters loss() {
        return loss;
    }

    @Override
    final int members() {
        return ensemble.members;
    }

    @Override
    final HeadKind head() {
        return data.labels == LabelFormat.CLASS ? HeadKind.CLASSES : HeadKind.INDEPENDENT_LABELS;
    }
}

package org.seqnet.knime.learner;

import java.util.List;
import org.knime.node.parameters.NodeParametersInput;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.IndependentLabels;

/** The settings of a learner that predicts a class or several labels, as its table states. */
abstract class ClassOrLabelsLearnerParameters extends LearnerParameters {
    ClassOrLabelsParameters data = new ClassOrLabelsParameters();

    ClassOrLabelsLearnerParameters() {}

    /** Chooses fitting columns of the training table. */
    ClassOrLabelsLearnerParameters(NodeParametersInput input) {
        input.getInTableSpec(0).ifPresent(data::chooseFor);
    }

    @Override
    final TrainingDataParameters data() {
        return data;
    }

    @Override
    final Head head() {
        return data.labels == LabelFormat.CLASS
                ? new Classes(1)
                : new IndependentLabels(List.of(IndependentLabels.USUAL_THRESHOLD));
    }
}

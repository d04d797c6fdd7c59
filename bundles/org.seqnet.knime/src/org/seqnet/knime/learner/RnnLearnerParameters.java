package org.seqnet.knime.learner;

import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.seqnet.engine.augmentation.Augmentation;
import org.seqnet.engine.network.Recurrent;

/** The RNN Learner's settings. */
@LoadDefaultsForAbsentFields
public final class RnnLearnerParameters extends ClassOrLabelsLearnerParameters {
    @Layout(LearnerLayout.Preprocessing.class)
    SequencePreprocessingParameters preprocessing = new SequencePreprocessingParameters();

    @Layout(LearnerLayout.Architecture.class)
    SimpleRecurrentParameters architecture = new SimpleRecurrentParameters();

    @Layout(LearnerLayout.Augmentation.class)
    SequenceAugmentationParameters augmentation = new SequenceAugmentationParameters();

    {
        training.gradientClipping = 1; // the gradients of simple cells may explode
    }

    RnnLearnerParameters() {}

    RnnLearnerParameters(NodeParametersInput input) {
        super(input);
        becomeNew();
    }

    @Override
    SequencePreprocessingParameters preprocessing() {
        return preprocessing;
    }

    @Override
    Recurrent encoder() {
        return architecture.encoder();
    }

    @Override
    Augmentation augmentation() {
        return augmentation.augmentation();
    }
}

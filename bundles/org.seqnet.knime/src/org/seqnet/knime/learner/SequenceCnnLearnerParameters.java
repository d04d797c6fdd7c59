package org.seqnet.knime.learner;

import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.seqnet.engine.augmentation.Augmentation;
import org.seqnet.engine.network.Encoder;

/** The Sequence CNN Learner's settings. */
@LoadDefaultsForAbsentFields
public final class SequenceCnnLearnerParameters extends ClassOrLabelsLearnerParameters {
    @Layout(LearnerLayout.Preprocessing.class)
    SequencePreprocessingParameters preprocessing = new SequencePreprocessingParameters();

    @Layout(LearnerLayout.Architecture.class)
    TemporalConvolutionalParameters architecture = new TemporalConvolutionalParameters();

    @Layout(LearnerLayout.Augmentation.class)
    SequenceAugmentationParameters augmentation = new SequenceAugmentationParameters();

    SequenceCnnLearnerParameters() {}

    SequenceCnnLearnerParameters(NodeParametersInput input) {
        super(input);
        becomeNew();
    }

    @Override
    SequencePreprocessingParameters preprocessing() {
        return preprocessing;
    }

    @Override
    Encoder encoder() {
        return architecture.encoder();
    }

    @Override
    Augmentation augmentation() {
        return augmentation.augmentation();
    }
}

package org.seqnet.knime.learner;

import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.seqnet.engine.augmentation.Augmentation;
import org.seqnet.engine.network.Convolutional;

/** The CNN Learner's settings. */
@LoadDefaultsForAbsentFields
public final class CnnLearnerParameters extends ClassOrLabelsLearnerParameters {
    @Layout(LearnerLayout.Preprocessing.class)
    ImagePreprocessingParameters preprocessing = new ImagePreprocessingParameters();

    @Layout(LearnerLayout.Architecture.class)
    ConvolutionalParameters architecture = new ConvolutionalParameters();

    @Layout(LearnerLayout.Augmentation.class)
    ImageAugmentationParameters augmentation = new ImageAugmentationParameters();

    CnnLearnerParameters() {}

    CnnLearnerParameters(NodeParametersInput input) {
        super(input);
        becomeNew();
    }

    @Override
    ImagePreprocessingParameters preprocessing() {
        return preprocessing;
    }

    @Override
    Convolutional encoder() {
        return architecture.encoder();
    }

    @Override
    Augmentation augmentation() {
        return augmentation.augmentation();
    }
}

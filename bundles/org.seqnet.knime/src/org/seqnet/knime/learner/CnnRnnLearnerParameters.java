package org.seqnet.knime.learner;

import java.util.Optional;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.seqnet.engine.augmentation.Augmentation;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.options.LearnedLayers;
import org.seqnet.knime.network.HeadKind;

/** The CNN-RNN Learner's settings. */
@LoadDefaultsForAbsentFields
public final class CnnRnnLearnerParameters extends LearnerParameters {
    SeveralLabelsParameters data = new SeveralLabelsParameters();

    LabelPathLossParameters loss = new LabelPathLossParameters();

    @Layout(LearnerLayout.Preprocessing.class)
    ImagePreprocessingParameters preprocessing = new ImagePreprocessingParameters();

    @Layout(LearnerLayout.Architecture.class)
    ConvolutionalParameters architecture = new ConvolutionalParameters();

    @Layout(LearnerLayout.Architecture.class)
    LabelPathParameters labelPath = new LabelPathParameters();

    @Widget(
            title = "Connected network",
            description =
                    "How to use the network at the optional port, if one is connected. Its convolution blocks and "
                            + "dense layer must match the settings.")
    @Layout(LearnerLayout.Architecture.class)
    ConnectedNetwork connectedNetwork = ConnectedNetwork.RESUME;

    @Layout(LearnerLayout.Augmentation.class)
    ImageAugmentationParameters augmentation = new ImageAugmentationParameters();

    CnnRnnLearnerParameters() {}

    CnnRnnLearnerParameters(NodeParametersInput input) {
        input.getInTableSpec(0).ifPresent(data::chooseFor);
        becomeNew();
    }

    @Override
    ImagePreprocessingParameters preprocessing() {
        return preprocessing;
    }

    @Override
    public TrainingDataParameters data() {
        return data;
    }

    @Override
    LossParameters loss() {
        return loss;
    }

    @Override
    Convolutional encoder() {
        return architecture.encoder();
    }

    @Override
    Augmentation augmentation() {
        return augmentation.augmentation();
    }

    @Override
    HeadKind head() {
        return labelPath.head();
    }

    @Override
    Optional<LearnedLayers> transfer() {
        return switch (connectedNetwork) {
            case RESUME -> Optional.empty();
            case FINE_TUNE -> Optional.of(LearnedLayers.ALL);
            case FREEZE -> Optional.of(LearnedLayers.HEAD);
        };
    }
}

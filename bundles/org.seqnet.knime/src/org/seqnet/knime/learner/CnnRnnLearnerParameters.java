package org.seqnet.knime.learner;

import java.util.Optional;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.persistence.Persistor;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.seqnet.engine.augmentation.Augmentation;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.options.LearnedLayers;
import org.seqnet.knime.dialog.ShownWhen;
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
    @ValueReference(Use.class)
    ConnectedNetwork connectedNetwork = ConnectedNetwork.RESUME;

    @Widget(
            title = "Frozen layers",
            description = "How many layers of the connected network are not trained, counted from the input: first the "
                    + "convolution blocks, then the dense layer. They stay exactly as they are, and an epoch "
                    + "is faster. Set to 0 to train all layers.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(LearnerLayout.Architecture.class)
    @Effect(predicate = IsFineTuned.class, type = EffectType.SHOW)
    int frozenLayers;

    @Widget(
            title = "Learning rate factor of the transferred layers",
            description = "What the learning rate is multiplied by for the layers of the connected network that are "
                    + "trained, more than 0 to 10. With a factor below 1, such as 0.1, they change slowly while the "
                    + "new layers learn.")
    @TextInputWidget(patternValidation = TypedNumber.Positive.class)
    @Persistor(TransferParameters.LearningRateFactor.class)
    @Layout(LearnerLayout.Architecture.class)
    @Effect(predicate = IsFineTuned.class, type = EffectType.SHOW)
    String learningRateFactor = "1";

    @Layout(LearnerLayout.Augmentation.class)
    ImageAugmentationParameters augmentation = new ImageAugmentationParameters();

    private interface Use extends ParameterReference<ConnectedNetwork> {}

    private static final class IsFineTuned extends ShownWhen<ConnectedNetwork> {
        IsFineTuned() {
            super(Use.class, ConnectedNetwork.FINE_TUNE);
        }
    }

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
            case FINE_TUNE -> Optional.of(TransferParameters.learned(frozenLayers, learningRateFactor));
            case FREEZE -> Optional.of(LearnedLayers.HEAD);
        };
    }
}

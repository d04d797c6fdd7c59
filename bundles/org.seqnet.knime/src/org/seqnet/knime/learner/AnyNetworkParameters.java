package org.seqnet.knime.learner;

import java.util.Optional;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.updates.ValueReference;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.augmentation.Augmentation;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.options.Weighting;
import org.seqnet.knime.learner.LearnedParameters.Learned;

/**
 * The settings of a learner of all types of networks, by the groups that the learners have of which each trains one
 * type. The names of the fields are settings keys and never change.
 */
public abstract class AnyNetworkParameters implements NodeParameters {
    LearnedParameters learned = new LearnedParameters();

    @Layout(LearnerLayout.Preprocessing.class)
    SequencePreprocessingParameters preprocessing = new SequencePreprocessingParameters();

    @Widget(title = "Network type", description = "The type of network to train.")
    @Layout(LearnerLayout.Architecture.class)
    @ValueReference(NetworkType.Selected.class)
    NetworkType networkType = NetworkType.LSTM;

    @Layout(LearnerLayout.Architecture.Members.class)
    EnsembleParameters ensemble = new EnsembleParameters();

    @Layout(LearnerLayout.Types.Lstm.class)
    RecurrentParameters lstm = new RecurrentParameters();

    @Layout(LearnerLayout.Types.Gru.class)
    GruParameters gru = new GruParameters();

    @Layout(LearnerLayout.Types.Rnn.class)
    SimpleRecurrentParameters rnn = new SimpleRecurrentParameters();

    @Layout(LearnerLayout.Types.SequenceCnn.class)
    TemporalConvolutionalParameters sequenceCnn = new TemporalConvolutionalParameters();

    @Layout(LearnerLayout.Types.Cnn.class)
    ConvolutionalParameters cnn = new ConvolutionalParameters();

    @Layout(LearnerLayout.Types.LabelPath.class)
    LabelPathParameters labelPath = new LabelPathParameters();

    @Layout(LearnerLayout.Training.class)
    TrainingParameters training = new TrainingParameters();

    @Layout(LearnerLayout.LearningRate.class)
    LearningRateParameters learningRate = new LearningRateParameters();

    RowWeightParameters loss = new RowWeightParameters();

    ValueLossParameters valueLoss = new ValueLossParameters();

    @Layout(LearnerLayout.Augmentations.OfSequences.class)
    SequenceAugmentationParameters sequenceAugmentation = new SequenceAugmentationParameters();

    @Layout(LearnerLayout.Augmentations.OfImages.class)
    ImageAugmentationParameters imageAugmentation = new ImageAugmentationParameters();

    @Layout(LearnerLayout.Stopping.class)
    StoppingParameters stopping = new StoppingParameters();

    /** Sets what suits most data in a node that is new. */
    protected final void becomeNew() {
        preprocessing.scaling = PreprocessingParameters.Scaling.AUTOMATIC;
        training.becomeNew();
        training.gradientClipping = 1;
        stopping.becomeNew();
    }

    /**
     * Returns what these settings ask for; draws a seed if none is fixed.
     *
     * @throws SeqNetException if a setting is outside its range, or does not go with another one
     */
    public final LearningPlan plan() {
        var options = training.options(stopping.rule(), stopping.accuracyToStopAt(), 0, augmentation())
                .with(draft -> {
                    draft.schedule = learningRate.schedule();
                    draft.findsLearningRate = learningRate.isFound();
                    draft.weighting = loss.classWeights.weighting();
                    draft.labelSmoothing = learned.task == Learned.VALUES ? 0 : loss.labelSmoothing;
                });
        var plan = new LearningPlan(
                learned.task,
                learned.columns(),
                encoder(),
                ensemble.members,
                path(),
                valueLoss.loss(),
                preprocessing.rule(),
                preprocessing.gaps(),
                options,
                training.automaticBatchSize,
                StopRequest.of(stopping.timeLimit, "")
                        .limit()
                        .map(limit -> stopping.timeLimit)
                        .orElse(0.0),
                loss.column());
        requireFitting(plan);
        return plan;
    }

    private Encoder encoder() {
        return switch (networkType) {
            case LSTM -> lstm.encoder();
            case GRU -> gru.encoder();
            case RNN -> rnn.encoder();
            case SEQUENCE_CNN -> sequenceCnn.encoder();
            case CNN, CNN_RNN -> cnn.encoder();
        };
    }

    private Augmentation augmentation() {
        return switch (networkType) {
            case LSTM, GRU, RNN, SEQUENCE_CNN -> sequenceAugmentation.augmentation();
            case CNN, CNN_RNN -> imageAugmentation.augmentation();
        };
    }

    private Optional<LabelPath> path() {
        return networkType == NetworkType.CNN_RNN
                ? Optional.of((LabelPath) labelPath.head().example())
                : Optional.empty();
    }

    private void requireFitting(LearningPlan plan) {
        if (plan.options().weighting() == Weighting.BALANCED && plan.learned() != Learned.CLASS) {
            throw new SeqNetException("Class weights: balanced weights require one class per row. Select \"None\", or "
                    + "a column with the weight of each row.");
        }
        if (networkType == NetworkType.CNN_RNN && plan.members() > 1) {
            throw new SeqNetException("Ensemble members: there are no ensembles of CNN-RNN. Set to 1.");
        }
        if (plan.encoder().readsImages() && plan.preprocessing().mask()) {
            throw new SeqNetException("Add mask features: networks of images have none. Uncheck this setting.");
        }
        if (plan.learned() == Learned.STEPS) {
            plan.options().augmentation().requireFixedSteps();
        }
        if (networkType == NetworkType.CNN_RNN && plan.learned() != Learned.LABELS) {
            throw new SeqNetException(
                    "Task: a CNN-RNN predicts several labels per row. Set \"Task\" accordingly, or select another "
                            + "network type.");
        }
    }
}

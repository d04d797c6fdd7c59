package org.seqnet.knime.learner;

import java.util.Optional;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.layout.Layout;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.augmentation.Augmentation;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.options.LearnedLayers;
import org.seqnet.engine.options.Weighting;
import org.seqnet.engine.search.SuccessiveHalving;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.network.HeadKind;

/**
 * The settings of every learner. A learner's own class adds the groups that say what it learns from and how its network
 * is built. The names of
 * the fields are settings keys and never change; KNIME writes those of a superclass first.
 */
abstract class LearnerParameters implements LearnerSettings {
    @Layout(LearnerLayout.Training.class)
    TrainingParameters training = new TrainingParameters();

    @Layout(LearnerLayout.Validation.class)
    ValidationParameters validation = new ValidationParameters();

    @Layout(LearnerLayout.Stopping.class)
    EarlyStoppingParameters earlyStopping = new EarlyStoppingParameters();

    @Layout(LearnerLayout.Device.class)
    PrecisionParameters device = new PrecisionParameters();

    @Layout(LearnerLayout.LearningRate.class)
    LearningRateParameters learningRate = new LearningRateParameters();

    @Layout(LearnerLayout.Search.class)
    SearchParameters search = new SearchParameters();

    @Layout(LearnerLayout.Progress.class)
    LiveViewParameters liveView = new LiveViewParameters();

    @Override
    public abstract TrainingDataParameters data();

    /** Returns what the network does with its sequences before its first layer. */
    abstract PreprocessingParameters preprocessing();

    /** Returns what the loss counts how much. */
    abstract LossParameters loss();

    /**
     * Returns the encoder of the network to build.
     *
     * @throws SeqNetException if a setting is outside its range
     */
    abstract Encoder encoder();

    /**
     * Returns what the network to build predicts.
     *
     * @throws SeqNetException if a setting is outside its range
     */
    abstract HeadKind head();

    /**
     * Returns how values are predicted if the table has values to learn; empty if the learner learns labels only.
     *
     * @throws SeqNetException if a setting is outside its range
     */
    Optional<ValueHead> valueHead() {
        return Optional.empty();
    }

    /** Returns how many such networks learn together. */
    int members() {
        return 1;
    }

    /**
     * Returns how training sequences are changed at random.
     *
     * @throws SeqNetException if a setting is outside its range
     */
    abstract Augmentation augmentation();

    /**
     * Returns which layers of a network that is connected learn, and how fast, if a new network is to begin with them;
     * empty if it is trained on with all its layers.
     *
     * @throws SeqNetException if a setting is outside its range
     */
    abstract Optional<LearnedLayers> transfer();

    @Override
    public final Recipe recipe() {
        requireWeightsFor(head());
        if (head().predictsSteps()) {
            augmentation().requireFixedSteps();
        }
        symbols().ifPresent(SymbolParameters::require);
        var options = training.options(
                        earlyStopping.rule(), earlyStopping.accuracyToStopAt(), device.threads, augmentation())
                .with(draft -> {
                    draft.schedule = learningRate.schedule();
                    draft.findsLearningRate = learningRate.isFound();
                    draft.weighting = loss().weighting();
                    draft.labelSmoothing = loss().labelSmoothing();
                    draft.precision = device.precision.choice();
                });
        var space = search.space();
        space.ifPresent(any -> SuccessiveHalving.require(any, options));
        return new Recipe(
                encoder(),
                head(),
                valueHead(),
                members(),
                transfer(),
                preprocessing().rule(),
                preprocessing().gaps(),
                options,
                training.automaticBatchSize,
                validation.share(options.seed()).map(share -> new HoldOut(share, validation.group())),
                earlyStopping.stopRequest(),
                loss().columnOfWeights(),
                space);
    }

    @Override
    public final Optional<LiveFile> liveFile() {
        return liveView.liveFile();
    }

    /** Sets what suits most tables in a node that is new; initial values are for workflows that lack a setting. */
    final void becomeNew() {
        preprocessing().scaling = PreprocessingParameters.Scaling.AUTOMATIC;
        training.becomeNew();
        validation.percent = 20;
        earlyStopping.becomeNew();
    }

    private void requireWeightsFor(HeadKind head) {
        if (loss().weighting() == Weighting.BALANCED && !head.equals(HeadKind.CLASSES)) {
            throw new SeqNetException(
                    "Class weights: balanced weights require one class per row. Select \"None\", or a "
                            + "column with the weight of each row.");
        }
    }

    @Override
    public final void validate() throws InvalidSettingsException {
        try {
            recipe();
            liveFile();
        } catch (SeqNetException e) {
            throw Failures.invalid(e);
        }
    }
}

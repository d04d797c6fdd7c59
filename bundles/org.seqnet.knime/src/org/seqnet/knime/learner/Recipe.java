package org.seqnet.knime.learner;

import java.util.Optional;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.options.LearnedLayers;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Weighting;
import org.seqnet.engine.search.SearchSpace;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.knime.label.Gaps;
import org.seqnet.knime.label.RowTruth;
import org.seqnet.knime.label.RowValues;
import org.seqnet.knime.network.HeadKind;

/**
 * What a learner's dialog asks for: a network, a training, and what ends that before its time.
 *
 * @param head what a network predicts where the table has labels
 * @param valueHead how a network predicts values where the table has values; empty if the learner learns labels only
 * @param members how many such networks learn together
 * @param transfer which layers of the network at the optional port learn, and how fast, if a new network is to begin
 *     with them; empty if it is trained on
 * @param preprocessing what a new network does with raw sequences
 * @param gaps what becomes of rows whose sequence has missing values, if a new network is trained
 * @param fitsBatchSize whether the number of training rows decides on the batch size, not the options
 * @param holdOut which training rows to validate on if there is no validation table
 * @param weightColumn the column with the weight of each training row, if there is to be one
 * @param search which settings are varied, if they are to be searched for
 */
record Recipe(
        Encoder encoder,
        HeadKind head,
        Optional<ValueHead> valueHead,
        int members,
        Optional<LearnedLayers> transfer,
        PreprocessingRule preprocessing,
        Gaps gaps,
        TrainingOptions options,
        boolean fitsBatchSize,
        Optional<HoldOut> holdOut,
        StopRequest stop,
        Optional<String> weightColumn,
        Optional<SearchSpace> search) {
    /**
     * Checks the number of members.
     *
     * @throws SeqNetException if it is outside its range
     */
    Recipe {
        members = new Architecture(encoder, head.example(), members).members();
    }

    /**
     * Returns this recipe for what is to be learned: values have a head of their own, and no label smoothing.
     *
     * @throws SeqNetException if values are to be learned with what only classes have
     */
    Recipe learning(RowTruth truth) {
        if (valueHead.isEmpty() || !(truth instanceof RowValues values)) {
            return this;
        }
        if (options.weighting() == Weighting.BALANCED) {
            throw new SeqNetException("Class weights: balanced weights require classes, but numeric values are to be "
                    + "learned. Select \"None\", or a column with the weight of each row.");
        }
        return new Recipe(
                encoder,
                valueHead.get().of(values),
                valueHead,
                members,
                transfer,
                preprocessing,
                gaps,
                options.with(draft -> draft.labelSmoothing = 0),
                fitsBatchSize,
                holdOut,
                stop,
                weightColumn,
                search);
    }

    /** Returns the network to build with an encoder, for the labels of training sequences. */
    Architecture architecture(Encoder built, LabelledSequences training) {
        return new Architecture(built, head(training), members);
    }

    /** Where the order of labels matters, frequent ones come first. */
    private Head head(LabelledSequences training) {
        int count = training.domain().size();
        return head.forLabels(count)
                .fold(
                        classes -> classes,
                        independent -> independent,
                        path -> path.isOrderFree()
                                ? path
                                : new LabelPath(
                                        count,
                                        path.embeddingSize(),
                                        path.hiddenUnits(),
                                        LabelPath.frequentFirst(training.labels(), count)),
                        values -> Values.of(training.values(), count, values.loss(), values.forecast()),
                        steps -> steps);
    }

    /**
     * Returns what becomes of rows whose sequence has missing values: a network that is connected decides whether it
     * fills them in.
     */
    Gaps gaps(Optional<TrainedNetwork> connectedNetwork) {
        if (connectedNetwork.isEmpty()) {
            return gaps;
        }
        boolean fills = connectedNetwork.get().input().preprocessing().filling() != Filling.NONE;
        return fills ? Gaps.KEEP : gaps == Gaps.SKIP ? Gaps.SKIP : Gaps.FAIL;
    }

    /** Returns the options for so many training rows. */
    TrainingOptions options(int trainingRows, boolean validates) {
        var fitting = fitsBatchSize ? options.withBatchSize(TrainingOptions.batchSizeFor(trainingRows)) : options;
        return validates || holdOut.isEmpty() ? fitting : fitting.withoutEarlyStopping();
    }

    /** Says whether a network that is connected is trained on with all its layers. */
    boolean resumes() {
        return transfer.isEmpty();
    }
}

package org.seqnet.knime.learner;

import java.util.Optional;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.knime.network.HeadKind;

/**
 * What a learner's dialog asks for: a network, a training, and what ends that before its time.
 *
 * @param connected what becomes of the network at the optional port
 * @param weightColumn the column with the weight of each training row, if there is to be one
 */
record Recipe(
        Encoder encoder,
        HeadKind head,
        ConnectedNetwork connected,
        TrainingOptions options,
        StopRequest stop,
        Optional<String> weightColumn) {

    /** Returns the head for the labels of training sequences; where its order matters, frequent labels come first. */
    Head head(LabelledSequences training) {
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
                                        LabelPath.frequentFirst(training.labels(), count)));
    }

    /** Says whether a network that is connected is trained on with all its layers. */
    boolean resumes() {
        return connected == ConnectedNetwork.RESUME;
    }
}
